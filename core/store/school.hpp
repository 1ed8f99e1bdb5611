#pragma once
// What a setting keeps for itself: the SEN Support of its pupils, and requests that are still being written. Every
// function that finds asks for the setting too: a row of another setting is not there. `version` is the lock.

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

using RecordId = Id<struct SupportRecordTag>;
using DraftId = Id<struct DraftTag>;

/// Who wrote something last, and when.
struct Touched {
    Instant at{};
    std::string by = {};
};

struct SupportRecord {
    RecordId id = {};
    std::string setting = {}, surname = {}, forename = {};
    std::optional<Day> date_of_birth = {};
    std::string upn = {};
    std::string cycles = "[]";  ///< JSON, as sen_support in intake.schema.json
    int version = 1;
    Touched created = {}, updated = {};
};

RecordId insert_support_record(Transaction& transaction, const SupportRecord& record);
/// Writes the record if the row's version is `record.version`, which goes up by one; false when it has moved on.
bool update_support_record(Transaction& transaction, const SupportRecord& record);
/// Takes it away, and from the drafts that refer to it.
void delete_support_record(Transaction& transaction, RecordId id);
std::optional<SupportRecord> find_support_record(Reader& reader, RecordId id, std::string_view setting);
/// In the order of names, after the record `after`; 0: from the beginning.
std::vector<SupportRecord> support_records_of(Reader& reader, std::string_view setting, RecordId after, int limit);

struct Draft {
    DraftId id = {};
    std::string setting = {};
    std::optional<RecordId> support_record = {};
    std::string fields = "{}";  ///< JSON: what was typed, by name
    int version = 1;
    Touched created = {}, updated = {};
    std::string sent_as = {};  ///< the reference; empty while it is a draft
};

DraftId insert_draft(Transaction& transaction, const Draft& draft);
/// As update_support_record. Also what a draft that was sent is emptied with.
bool update_draft(Transaction& transaction, const Draft& draft);
void delete_draft(Transaction& transaction, DraftId id);
std::optional<Draft> find_draft(Reader& reader, DraftId id, std::string_view setting);
/// Those not sent yet, the latest touched first.
std::vector<Draft> drafts_of(Reader& reader, std::string_view setting, int limit);

}  // namespace ehcp::store
