#include "core/store/imports.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct FindImported {
    std::string source, row_id, reference, fingerprint;
    long long case_id = 0;
    soci::statement run;
    explicit FindImported(soci::session& session)
        : run((session.prepare << "SELECT k.case_id, c.reference, k.fingerprint FROM import_key k JOIN case_file c ON "
                                  "c.id = k.case_id WHERE k.source = :source AND k.row_id = :row_id",
               into(case_id), into(reference), into(fingerprint), use(source, "source"), use(row_id, "row_id"))) {}
};

struct KeepImported {
    std::string source, row_id, fingerprint;
    long long case_id = 0, at = 0;
    soci::statement run;
    explicit KeepImported(soci::session& session)
        : run((session.prepare << "INSERT INTO import_key (source, row_id, case_id, fingerprint, imported_at) "
                                  "VALUES (:source, :row_id, :case_id, :fingerprint, :at)",
               use(source, "source"), use(row_id, "row_id"), use(case_id, "case_id"), use(fingerprint, "fingerprint"),
               use(at, "at"))) {}
};

struct NoteImport {
    long long id = 0, at = 0, created = 0, matched = 0, rejected = 0;
    std::string what, source, by, as, detail;
    soci::statement run;
    explicit NoteImport(soci::session& session)
        : run((session.prepare << "INSERT INTO import_run (id, what, source, at, recorded_by, recorded_as, created, "
                                  "matched, rejected, detail) VALUES (:id, :what, :source, :at, :by, :as, :created, "
                                  ":matched, :rejected, :detail)",
               use(id, "id"), use(what, "what"), use(source, "source"), use(at, "at"), use(by, "by"), use(as, "as"),
               use(created, "created"), use(matched, "matched"), use(rejected, "rejected"), use(detail, "detail"))) {}
};

struct AllImports {
    long long at = 0, created = 0, matched = 0, rejected = 0;
    std::string what, source, by, as, detail;
    soci::statement run;
    explicit AllImports(soci::session& session)
        : run((session.prepare
                   << "SELECT what, source, at, recorded_by, recorded_as, created, matched, rejected, detail "
                      "FROM import_run ORDER BY id",
               into(what), into(source), into(at), into(by), into(as), into(created), into(matched), into(rejected),
               into(detail))) {}
};

}  // namespace

std::optional<ImportedRow> find_imported(Reader& reader, const ImportKey& key) {
    auto& row = reader.prepared<FindImported>();
    row.source = key.source;
    row.row_id = key.row_id;
    if (!fetch_one(row.run)) return std::nullopt;
    return ImportedRow{{row.case_id}, row.reference, hash_from(row.fingerprint).value_or(no_hash)};
}

void keep_imported(Transaction& transaction, const ImportKey& key, CaseId id, const Hash& fingerprint, Instant at) {
    auto& row = transaction.prepared<KeepImported>();
    row.source = key.source;
    row.row_id = key.row_id;
    row.case_id = id.value;
    row.fingerprint = base64_of(fingerprint);
    row.at = seconds_of(at);
    row.run.execute(true);
}

Hash fingerprint_of(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += fmt::format("{}:{},", text.size(), text);
    return text_hash("import", all);
}

void note_import(Transaction& transaction, const ImportRun& run) {
    auto& row = transaction.prepared<NoteImport>();
    row.id = transaction.next("import");
    row.what = token(run.what);
    row.source = run.source;
    row.at = seconds_of(run.at);
    row.by = run.actor.by;
    row.as = run.actor.as;
    row.created = run.created;
    row.matched = run.matched;
    row.rejected = run.rejected;
    row.detail = run.detail;
    row.run.execute(true);
}

std::vector<ImportRun> all_imports(Reader& reader) {
    std::vector<ImportRun> runs;
    auto& row = reader.prepared<AllImports>();
    each_row(row.run, [&] {
        runs.push_back({stored_word<ImportKind>(row.what),
                        row.source,
                        instant_of(row.at),
                        {row.by, row.as},
                        row.created,
                        row.matched,
                        row.rejected,
                        row.detail});
    });
    return runs;
}

}  // namespace ehcp::store
