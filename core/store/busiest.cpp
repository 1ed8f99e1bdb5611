#include "core/store/busiest.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct BusiestCaseworker {
    MaybeText found;
    soci::statement run;
    explicit BusiestCaseworker(soci::session& session)
        : run((session.prepare << "SELECT c.caseworker FROM case_file c JOIN procedure_index p ON p.case_id = c.id "
                                  "JOIN caseworker w ON w.code = c.caseworker WHERE w.left_on IS NULL AND p.kind = "
                                  "'assessment' AND p.state IN ('requested', 'assessing', 'draft') GROUP BY "
                                  "c.caseworker ORDER BY COUNT(*) DESC, "
                                  "c.caseworker LIMIT 1",
               into_maybe(found))) {}
};

// One request under way of its own at least: those that are asked only come after.
struct BusiestSetting {
    MaybeText found;
    soci::statement run;
    explicit BusiestSetting(soci::session& session)
        : run((session.prepare
                   << "SELECT s.setting FROM case_setting s JOIN setting r ON r.urn = s.setting JOIN procedure_index p "
                      "ON p.case_id = s.case_id LEFT JOIN (SELECT setting, COUNT(*) AS questions FROM clock_index WHERE "
                      "clock IN ('advice', 'placement-reply') AND setting IS NOT NULL GROUP BY setting) asked ON "
                      "asked.setting = s.setting WHERE s.role = 'requester' AND p.kind = 'assessment' AND p.state IN "
                      "('requested', 'assessing', 'draft') GROUP BY s.setting ORDER BY COALESCE(asked.questions, 0) "
                      "DESC, COUNT(*) DESC, s.setting LIMIT 1",
               into_maybe(found))) {}
};

struct BusiestBody {
    MaybeText found;
    soci::statement run;
    explicit BusiestBody(soci::session& session)
        : run((session.prepare << "SELECT body FROM clock_index WHERE body IS NOT NULL AND clock = 'advice' GROUP BY "
                                  "body ORDER BY COUNT(*) DESC, body LIMIT 1",
               into_maybe(found))) {}
};

template <class Query>
std::string found_by(Reader& reader) {
    auto& query = reader.prepared<Query>();
    return fetch_one(query.run) ? query.found.str() : std::string();
}

}  // namespace

Busiest busiest(Reader& reader) {
    return {found_by<BusiestCaseworker>(reader), found_by<BusiestSetting>(reader), found_by<BusiestBody>(reader)};
}

}  // namespace ehcp::store
