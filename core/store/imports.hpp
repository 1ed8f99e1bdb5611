#pragma once
// What was brought in: which row of which system became which case, so that no row comes in twice, and the journal of
// imports. Inserting the key is the claim; it stands in the transaction of the case.

#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp {
EHCP_TOKENS(ImportKind, cases, events, settings, closures, bank_holidays);
}

namespace ehcp::store {

/// A row of another system: `source` names the system, `row_id` is the row's own id there.
struct ImportKey {
    std::string source, row_id;
};
struct ImportedRow {
    CaseId id;
    std::string reference;
    Hash fingerprint{};  ///< of the events that the row gave
};
std::optional<ImportedRow> find_imported(Reader& reader, const ImportKey& key);
void keep_imported(Transaction& transaction, const ImportKey& key, CaseId id, const Hash& fingerprint, Instant at);
/// Over texts, each with its length, so that no two lists have one fingerprint.
Hash fingerprint_of(const std::vector<std::string>& texts);

struct ImportRun {
    ImportKind what{};
    std::string source = {};
    Instant at{};
    Actor actor = {};
    std::int64_t created = 0, matched = 0, rejected = 0;
    std::string detail = "{}";  ///< JSON
};
void note_import(Transaction& transaction, const ImportRun& run);
/// The oldest first.
std::vector<ImportRun> all_imports(Reader& reader);

}  // namespace ehcp::store
