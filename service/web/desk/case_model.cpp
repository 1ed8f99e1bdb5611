#include "service/web/desk/case_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "core/casework/support.hpp"
#include "core/law/law.hpp"
#include "core/store/index.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/event_form.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace json = boost::json;

namespace {

std::string_view tag_colour(ClockStatus status) {
    switch (status) {
        case ClockStatus::overdue:
        case ClockStatus::late: return "red";
        case ClockStatus::running: return "blue";
        case ClockStatus::open: return "turquoise";
        case ClockStatus::met: return "green";
        case ClockStatus::stopped:
        case ClockStatus::elapsed: return "grey";
    }
    return "grey";
}

json::object clock_model(const CaseFacts& facts, const ClockRun& clock) {
    const auto standing = standing_of(facts.opened.view, clock, facts.as_of);
    const bool is_late = standing.status == ClockStatus::overdue || standing.status == ClockStatus::late;
    return {{"task", text(label_of(clock.rule->id))},
            {"clock", text(hyphen_token(clock.rule->id))},
            {"who", casework::who_has(clock)},
            {"bearer", label_of(clock.rule->bearer)},
            {"due", clock.due_on ? weekday_text(*clock.due_on) : std::string("No date: the calendar does not reach so far")},
            {"status", label_of(standing.status)},
            {"colour", text(tag_colour(standing.status))},
            {"stands", casework::how_it_stands(clock, standing, facts.as_of)},
            {"is_late", is_late && !standing.exempt},
            {"is_exempt", standing.exempt},
            {"is_target", clock.rule->kind == ClockKind::target},
            {"working", working_of(clock, facts.calendar)},
            {"provision", text(clock.rule->provision)},
            {"confidence", text(label_of(clock.rule->confidence))}};
}

/// Number of a correction to what it corrects, the last counts.
std::map<int, int> corrections_of(const casework::OpenCase& opened) {
    std::map<int, int> by;
    for (std::size_t i = 0; i < opened.log.events.size(); ++i) {
        const auto& event = opened.log.events[i];
        if (event.type == EventType::corrected) by[event.corrects()] = static_cast<int>(i);
    }
    return by;
}

}  // namespace

std::string birth_text(Day born, Day today) {
    const date::year_month_day birth(born), now(today);
    int years = static_cast<int>(now.year()) - static_cast<int>(birth.year());
    if (now.month() < birth.month() || (now.month() == birth.month() && now.day() < birth.day())) --years;
    return fmt::format("{} ({} years old)", long_text_of(born), years);
}

json::object child_model(store::Reader& reader, const store::CaseFile& file, Day as_of) {
    const auto child = store::load_person(reader, file.person);
    const auto setting = file.setting.empty() ? std::nullopt : store::find_setting(reader, file.setting);
    json::array contacts;
    for (const auto& each : store::load_contacts(reader, file.person)) {
        contacts.push_back({{"name", each.name}, {"relation", each.relation}, {"email", each.email},
                            {"telephone", each.telephone}, {"address", each.address}});
    }
    json::array linked;
    for (const auto& each : store::links_of(reader, file.id))
        linked.push_back({{"reference", each.reference},
                          {"why", each.why == WhyLinked::same_upn ? "same UPN" : "same name and date of birth"}});
    const auto caseworker = file.caseworker.empty() ? std::nullopt : store::find_caseworker(reader, file.caseworker);
    return {{"name", child.forename + " " + child.surname},
            {"born", birth_text(child.date_of_birth, as_of)},
            {"upn", child.upn},
            {"sex", child.sex},
            {"postcode", child.postcode},
            {"need", file.primary_need},
            {"setting", setting ? setting->name + " (" + file.setting + ")" : file.setting},
            {"caseworker", caseworker ? caseworker->name : std::string("Nobody yet")},
            {"team", file.team},
            {"contacts", std::move(contacts)},
            {"linked", std::move(linked)}};
}

json::array stages_model(const CaseFacts& facts) {
    json::array stages;
    const auto& view = facts.opened.view;
    const auto add = [&](std::size_t number, bool is_over) {
        const auto& run = view.procedures[number];
        stages.push_back({{"procedure", casework::title_of(run)},
                          {"state", label_of(state_on(run, facts.as_of))},
                          {"since", long_text_of(run.opened_on)},
                          {"is_over", is_over}});
    };
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        if (!ended_on(view.procedures[i], facts.as_of)) add(i, false);
    }
    if (stages.empty() && !view.procedures.empty()) add(view.procedures.size() - 1, true);
    return stages;
}

json::array problems_model(const CaseFacts& facts) {
    json::array problems;
    for (const auto& problem : facts.opened.view.problems) {
        if (!problem.stands(facts.as_of)) continue;
        problems.push_back({{"message", message_of(facts.opened.view, problem)},
                            {"provision", text(rule_of(problem.code).provision)},
                            {"code", text(hyphen_token(problem.code))},
                            {"number", problem.event}});
    }
    return problems;
}

json::array clocks_model(const CaseFacts& facts, bool only_open) {
    std::vector<const ClockRun*> clocks;
    for (const auto& clock : facts.opened.view.clocks) {
        const auto status = standing_of(facts.opened.view, clock, facts.as_of).status;
        const bool is_open = status == ClockStatus::running || status == ClockStatus::overdue || status == ClockStatus::open;
        if (is_open == only_open) clocks.push_back(&clock);
    }
    if (only_open) {
        std::ranges::stable_sort(clocks, {}, [](const ClockRun* clock) { return clock->due_on ? text_of(*clock->due_on) : std::string("~"); });
    } else {
        std::ranges::reverse(clocks);
    }
    json::array list;
    for (const auto* const clock : clocks) list.push_back(clock_model(facts, *clock));
    return list;
}

json::array advice_model(const CaseFacts& facts) {
    json::array list;
    for (const auto& clock : facts.opened.view.clocks) {
        if (clock.rule->id != ClockId::advice || !clock.adviser()) continue;
        const auto standing = standing_of(facts.opened.view, clock, facts.as_of);
        const bool is_open = standing.status == ClockStatus::running || standing.status == ClockStatus::overdue;
        int chased = 0;
        for (const auto& event : facts.opened.log.events) {
            chased += event.type == EventType::advice_requested && event.word<Adviser>() == clock.adviser() &&
                      event.text(Field::body) == clock.body() && event.on > clock.trigger_on;
        }
        list.push_back({{"adviser", label_of(*clock.adviser())},
                        {"adviser_word", text(token(*clock.adviser()))},
                        {"body", text(clock.body())},
                        {"setting", text(clock.setting())},
                        {"asked", long_text_of(clock.trigger_on)},
                        {"due", clock.due_on ? weekday_text(*clock.due_on) : std::string()},
                        {"stands", casework::how_it_stands(clock, standing, facts.as_of)},
                        {"is_late", standing.status == ClockStatus::overdue && !standing.exempt},
                        {"is_exempt", standing.exempt},
                        {"is_open", is_open},
                        {"chased", chased == 0 ? std::string() : "chased " + count_text(chased, "time", "times")}});
    }
    return list;
}

json::array exemptions_model(const CaseFacts& facts) {
    json::array list;
    for (const auto& each : facts.opened.view.exemptions) {
        const auto limb = each.claim->word<Limb>();
        const auto& clock = facts.opened.view.clocks[static_cast<std::size_t>(each.clock)];
        list.push_back({{"task", text(label_of(clock.rule->id))},
                        {"event", limb ? text(rule_of(*limb).event) : text("")},
                        {"provision", limb ? text(rule_of(*limb).provision) : text("")},
                        {"holds", each.valid_from.has_value()},
                        {"from", each.valid_from ? long_text_of(*each.valid_from) : std::string()},
                        {"until", each.ended_on ? long_text_of(*each.ended_on) : std::string()},
                        {"why_not", each.valid_from ? std::string() : std::string(text_of(each.why_not))}});
    }
    return list;
}

json::array history_model(const CaseFacts& facts, const LegalZone& zone) {
    const auto corrected_by = corrections_of(facts.opened);
    json::array list;
    for (std::size_t i = facts.opened.log.events.size(); i-- > 0;) {
        const auto& event = facts.opened.log.events[i];
        const auto& recorded = facts.opened.log.recorded[i];
        const auto number = static_cast<int>(i);
        const auto correction = corrected_by.find(number);
        json::object entry{{"number", number},
                           {"event", label_of(event.type)},
                           {"on", long_text_of(event.on)},
                           {"recorded", time_text(zone, recorded.at)},
                           {"by", text(recorded.by)},
                           {"role", sentence_of(recorded.as)},
                           {"details", event_details(event)},
                           {"is_corrected", correction != corrected_by.end()},
                           {"corrected_by", correction != corrected_by.end() ? json::value(correction->second) : json::value(nullptr)},
                           {"is_correction", event.type == EventType::corrected},
                           {"corrects", nullptr},
                           {"replacement", nullptr},
                           {"may_correct", event.type != EventType::corrected && event.type != EventType::note}};
        if (event.type == EventType::corrected) {
            entry["corrects"] = event.corrects();
            if (const auto* const replacement = event.replacement())
                entry["replacement"] = json::object{{"event", label_of(replacement->type)}, {"on", long_text_of(replacement->on)},
                                                    {"details", event_details(*replacement)}};
        }
        list.push_back(std::move(entry));
    }
    return list;
}

json::array next_steps_model(const CaseFacts& facts) {
    const auto possible = possible_events(facts.opened.view, facts.as_of);
    std::map<ProcedureKind, json::array> by_procedure;
    for (const auto type : possible) {
        if (type == EventType::note || type == EventType::corrected || type == EventType::exemption_recorded) continue;
        auto kind = ProcedureKind::assessment;
        // Under the procedure that is open and takes it, else under the one that it would open.
        for (const auto& step : law::steps) {
            if (step.on == type && step.role == Role::takes) {
                kind = step.procedure;
                break;
            }
        }
        by_procedure[kind].push_back({{"event", text(token(type))}, {"label", label_of(type)}});
    }
    json::array groups;
    for (auto& [kind, steps] : by_procedure) groups.push_back({{"procedure", label_of(kind)}, {"steps", std::move(steps)}});
    return groups;
}

json::array sen_support_model(std::string_view graduated_approach) {
    json::array barriers;
    if (graduated_approach.empty()) return barriers;
    for (const auto& barrier : casework::barriers_in(graduated_approach)) {
        json::array cycles;
        for (const auto& cycle : barrier.cycles) {
            cycles.push_back({{"from", date_or_dash(cycle.from)}, {"to", date_or_dash(cycle.to)}, {"assess", cycle.assess},
                              {"plan", cycle.plan}, {"done", cycle.done}, {"review", cycle.review},
                              {"provision", cycle.provision}, {"outcome", cycle.outcome}});
        }
        barriers.push_back({{"barrier", barrier.barrier}, {"cycles", std::move(cycles)}});
    }
    return barriers;
}

}  // namespace ehcp::web
