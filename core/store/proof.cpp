// What verification reads beside the scan: heads, texts against their hashes, and the engine's own checks.

#include "core/store/bind.hpp"
#include "core/store/engine.hpp"
#include "core/store/scan.hpp"

namespace ehcp::store {
namespace {

struct Heads {
    engine::Rows rows;
    explicit Heads(soci::session& session)
        : rows(session, "SELECT id, last_seq, head_hash FROM case_file ORDER BY id") {}
};

struct TextsOfCase {
    engine::Rows rows;
    explicit TextsOfCase(soci::session& session)
        : rows(session,
               "SELECT e.seq, e.text_hash, t.salt, t.texts, x.seq FROM event e "
               "LEFT JOIN event_text t ON t.case_id = e.case_id AND t.seq = e.seq "
               "LEFT JOIN erasure x ON x.case_id = e.case_id AND x.seq = e.seq "
               "WHERE e.case_id = :1 ORDER BY e.seq") {}
};

}  // namespace

void each_head(Reader& reader, const std::function<void(CaseId, int, const Hash&)>& visit) {
    auto& rows = reader.prepared<Heads>().rows;
    while (rows.next())
        visit({rows.number(0)}, static_cast<int>(rows.number(1)), hash_from(rows.text(2)).value_or(no_hash));
}

std::vector<TextFault> text_faults(Reader& reader, CaseId id) {
    std::vector<TextFault> faults;
    auto& rows = reader.prepared<TextsOfCase>().rows;
    rows.bind(1, id.value);
    while (rows.next()) {
        const auto seq = static_cast<int>(rows.number(0));
        const bool hashed = !rows.is_null(1), there = !rows.is_null(3), erased = !rows.is_null(4);
        if (!hashed) {
            if (there) faults.push_back({seq, "was added after it was entered"});
        } else if (there) {
            if (base64_of(text_hash(rows.text(2), rows.text(3))) != rows.text(1))
                faults.push_back({seq, "is not what was entered"});
        } else if (!erased) {
            faults.push_back({seq, "is gone, and no erasure was recorded"});
        }
    }
    return faults;
}

std::vector<std::string> storage_faults(Reader& reader) { return engine::storage_faults(reader.session()); }
std::vector<std::string> orphan_rows(Reader& reader) { return engine::orphan_rows(reader.session()); }

}  // namespace ehcp::store
