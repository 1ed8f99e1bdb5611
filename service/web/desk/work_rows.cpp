#include "service/web/desk/work_rows.hpp"

#include <boost/json.hpp>

#include "core/engine/open_status.hpp"
#include "service/web/fields.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace json = boost::json;

namespace {

/// Who is waited for, where it is not the authority.
std::string who_owes(const store::IndexedClock& clock) {
    std::string who;
    if (clock.adviser) who = label_of(*clock.adviser);
    if (!clock.body.empty()) who += (who.empty() ? "" : ", ") + clock.body;
    if (!clock.setting.empty()) who += (who.empty() ? "Setting " : ", setting ") + clock.setting;
    if (who.empty() && clock.kind == ClockKind::window) who = "The family";
    if (who.empty() && clock.bearer != Bearer::authority) who = label_of(clock.bearer);
    return who;
}

}  // namespace

json::object work_row(const casework::Due& due, Day today) {
    const auto& clock = due.clock;
    const bool is_exempt = is_exempt_on(clock.exempt_from, today);
    const bool is_late = status_while_open(clock.kind, clock.bearer, clock.due_on, today) == ClockStatus::overdue;
    return {{"reference", due.file.reference},
            {"child", due.surname + ", " + due.forename},
            {"task", text(label_of(clock.clock))},
            {"clock", text(hyphen_token(clock.clock))},
            {"who", who_owes(clock)},
            {"due", weekday_text(*clock.due_on)},
            {"distance", distance_text(*clock.due_on, today)},
            {"is_late", is_late && !is_exempt},
            {"is_exempt", is_exempt},
            {"is_target", clock.kind == ClockKind::target},
            {"caseworker", due.file.caseworker},
            {"team", due.file.team},
            {"setting", due.file.setting}};
}

json::array work_rows(const std::vector<casework::Due>& work, Day today) {
    json::array rows;
    for (const auto& each : work) rows.push_back(work_row(each, today));
    return rows;
}

}  // namespace ehcp::web
