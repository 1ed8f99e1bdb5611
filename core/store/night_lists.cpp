#include "core/store/night_lists.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

// By which index a list is found: the few of one caseworker, setting or team, else all by their last day. Of a setting,
// by the cases of the children who attend it now: a child who has moved since the night is not on its list.
enum class Lead { due, caseworker, setting, team, put_right, other };

// IS NOT DISTINCT FROM, not =: an empty filter asks for those that have none.
constexpr std::string_view groups =
    " AND (:any_team = 1 OR team IS NOT DISTINCT FROM :team) AND (:any_caseworker = 1 OR caseworker IS NOT DISTINCT "
    "FROM "
    ":caseworker) AND (:any_setting = 1 OR setting IS NOT DISTINCT FROM :setting)";
constexpr std::array<std::pair<const char*, std::string_view>, 6> leads = {{
    {"put_right_night IS NULL", ""},
    {"put_right_night IS NULL AND caseworker IS NOT DISTINCT FROM :caseworker", groups},
    {"put_right_night IS NULL AND case_id IN (SELECT id FROM case_file WHERE setting = :setting)", groups},
    {"put_right_night IS NULL AND team IS NOT DISTINCT FROM :team", groups},
    {"put_right_night = :night", groups},
    {"put_right_night IS NULL", groups},
}};

// The rows of a page are chosen first, without filters of groups from the index alone; the rest is looked up for them
// only.
constexpr auto breach_sql =
    "SELECT b.case_id, b.event, b.clock, b.first_night, b.put_right_night, b.due_on, b.limb, b.team, b.caseworker, "
    "b.setting, b.put_right_how, b.put_right_on, c.reference, p.surname, p.forename, EXISTS (SELECT 1 FROM clock_index "
    "i WHERE i.case_id = b.case_id AND i.event = b.event AND i.clock = b.clock) "
    "FROM (SELECT case_id, event, clock, due_on FROM breach WHERE {}{} AND rung = 'missed' AND due_on IS NOT NULL "
    "AND (:seen <> 'first_seen' OR first_night = :night) AND (:seen <> 'continuing' OR first_night < :night) "
    "AND (CAST(:clock AS TEXT) IS NULL OR clock = :clock) AND (:exempt < 0 OR (limb IS NOT NULL) = :exempt) "
    "AND (due_on, case_id, event, clock) > (:after_due, :after_case, :after_event, :after_clock) "
    "ORDER BY due_on, case_id, event, clock LIMIT :limit) k "
    "CROSS JOIN breach b CROSS JOIN case_file c CROSS JOIN person p WHERE b.case_id = k.case_id AND b.event = k.event "
    "AND "
    "b.clock = k.clock AND b.rung = 'missed' AND c.id = b.case_id AND p.id = c.person "
    "ORDER BY b.due_on, b.case_id, b.event, b.clock";

template <Lead lead>
struct BreachRows {
    // filter
    MaybeText clock, team, caseworker, setting;
    std::string night, seen, after_due, after_clock;
    long long any_team = 0, any_caseworker = 0, any_setting = 0, exempt = 0, after_case = 0, after_event = 0, limit = 0;
    // row
    long long case_id = 0, event = 0, is_open = 0;
    std::string row_clock, first_night, due_on, reference, surname, forename;
    MaybeText put_right_night, limb, row_team, row_caseworker, row_setting, how, on;
    soci::statement run;

    explicit BreachRows(soci::session& session) : run(prepare(session)) {}

    soci::statement prepare(soci::session& session) {
        constexpr auto& by = leads[static_cast<std::size_t>(lead)];
        auto prepared = (session.prepare << fmt::format(fmt::runtime(breach_sql), by.first, by.second), into(case_id),
                         into(event), into(row_clock), into(first_night), into_maybe(put_right_night), into(due_on),
                         into_maybe(limb), into_maybe(row_team), into_maybe(row_caseworker), into_maybe(row_setting),
                         into_maybe(how), into_maybe(on), into(reference), into(surname), into(forename), into(is_open),
                         use(night, "night"), use(seen, "seen"), use_maybe(clock, "clock"), use(exempt, "exempt"),
                         use(after_due, "after_due"), use(after_case, "after_case"), use(after_event, "after_event"),
                         use(after_clock, "after_clock"), use(limit, "limit"));
        if constexpr (!by.second.empty()) {
            prepared, use(any_team, "any_team"), use_maybe(team, "team"), use(any_caseworker, "any_caseworker"),
                use_maybe(caseworker, "caseworker"), use(any_setting, "any_setting"), use_maybe(setting, "setting");
        }
        return prepared;
    }

    NightBreach value() const {
        return {{.id = {case_id},
                 .event = static_cast<int>(event),
                 .clock = stored_clock(row_clock),
                 .rung = "missed",
                 .first_night = stored_day(first_night),
                 .put_right_night = stored_day(put_right_night),
                 .due_on = stored_day(due_on),
                 .limb = limb.str(),
                 .team = row_team.str(),
                 .caseworker = row_caseworker.str(),
                 .setting = row_setting.str(),
                 .put_right_how = how.str(),
                 .put_right_on = stored_day(on)},
                reference,
                surname,
                forename,
                is_open != 0};
    }
};

template <Lead lead>
std::vector<NightBreach> breaches_by(Reader& reader, const NightFilter& filter) {
    auto& row = reader.prepared<BreachRows<lead>>();
    row.night = text_of(filter.night);
    row.seen = token(filter.seen);
    row.clock = filter.clock ? hyphen_token(*filter.clock) : "";
    row.any_team = filter.team ? 0 : 1;
    row.team = filter.team.value_or("");
    row.any_caseworker = filter.caseworker ? 0 : 1;
    row.caseworker = filter.caseworker.value_or("");
    row.any_setting = filter.setting ? 0 : 1;
    row.setting = filter.setting.value_or("");
    row.exempt = filter.exempt ? static_cast<long long>(*filter.exempt) : -1;
    row.after_due = filter.after_due;
    row.after_case = filter.after_case.value;
    row.after_event = filter.after_event;
    row.after_clock = filter.after_clock;
    row.limit = filter.limit;
    std::vector<NightBreach> breaches;
    each_row(row.run, [&] { breaches.push_back(row.value()); });
    return breaches;
}

}  // namespace

std::vector<NightBreach> night_breaches(Reader& reader, const NightFilter& filter) {
    if (filter.seen == Seen::put_right) return breaches_by<Lead::put_right>(reader, filter);
    if (filter.caseworker) return breaches_by<Lead::caseworker>(reader, filter);
    if (filter.setting && !filter.setting->empty()) return breaches_by<Lead::setting>(reader, filter);
    if (filter.team) return breaches_by<Lead::team>(reader, filter);
    if (filter.setting) return breaches_by<Lead::other>(reader, filter);
    return breaches_by<Lead::due>(reader, filter);
}

}  // namespace ehcp::store
