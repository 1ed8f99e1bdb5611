// The pages of help that are lists: each made from one table of the law, with an anchor at every row.
#include <algorithm>
#include <boost/json.hpp>

#include "service/web/help/glossary.hpp"
#include "service/web/help/pages.hpp"
#include "service/web/help/sentences.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

struct Cell {
    std::string words;
    std::string path = {};
};

json::object row(std::string_view anchor, const std::vector<Cell>& cells) {
    json::array list;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        list.push_back({{"words", cells[i].words}, {"path", cells[i].path}, {"is_first", i == 0}});
    }
    return {{"anchor", text(anchor)}, {"cells", std::move(list)}};
}

json::object group(std::string_view title, const std::vector<std::string_view>& columns, json::array rows) {
    json::array heads;
    for (const auto column : columns) heads.push_back(json::object{{"column", text(column)}});
    return {{"title", text(title)}, {"columns", std::move(heads)}, {"rows", std::move(rows)}};
}

std::string joined(const Causes& causes) {
    std::string words;
    for (const auto& cause : causes) words += (words.empty() ? "" : "; ") + said(cause);
    return words;
}

std::string in_force(Day from, std::optional<Day> to) {
    return to ? "From " + long_text_of(from) + " to " + long_text_of(*to) : "Since " + long_text_of(from);
}

json::array clocks() {
    json::array groups;
    for (const auto kind : all<ProcedureKind>()) {
        json::array rows;
        for (const auto& rule : law::clocks) {
            if (rule.procedure != kind) continue;
            const auto name = hyphen_token(rule.id);
            rows.push_back(row({}, {{std::string(label_of(rule.id)), "/help/clocks/" + std::string(name)},
                                      {label_of(rule.bearer)},
                                      {length_of(rule)},
                                      {std::string(rule.provision)}}));
        }
        groups.push_back(group(label_of(kind), {"What", "Who", "How long", "Where the law says so"}, std::move(rows)));
    }
    return groups;
}

json::array exemptions() {
    json::array rows;
    for (const auto& limb : law::limbs) {
        std::string used;
        for (const auto& rule : law::clocks) {
            if (!rule.limbs.has(limb.limb)) continue;
            const std::string label(label_of(rule.id));
            if (used.find(label) == std::string::npos) used += (used.empty() ? "" : "; ") + label;
        }
        rows.push_back(row(token(limb.limb), {{std::string(token(limb.limb))},
                                              {std::string(limb.event)},
                                              {used.empty() ? "Most limits of that time" : used},
                                              {source_of(limb.provision, limb.confidence)},
                                              {in_force(limb.from, limb.to)}}));
    }
    return {group("Exemptions",
                  {"Name", "What must have happened", "Limits it is for", "Where the law says so", "In force"},
                  std::move(rows))};
}

json::array stages() {
    json::array groups;
    for (const auto kind : all<ProcedureKind>()) {
        json::array rows;
        for (const auto& step : law::steps) {
            if (step.procedure != kind) continue;
            std::string from;
            for (const auto state : all<State>()) {
                if (step.from.has(state)) from += (from.empty() ? "" : "; ") + label_of(state);
            }
            rows.push_back(row({}, {{from},
                                    {said({step.on, step.when}), "/help/events#" + std::string(token(step.on))},
                                    {step.to == stays ? "It stays there" : label_of(step.to)},
                                    {std::string(step.provision)}}));
        }
        groups.push_back(
            group(label_of(kind), {"Stage", "What happens", "Next stage", "Where the law says so"}, std::move(rows)));
    }
    return groups;
}

json::array statuses() {
    json::array states, kinds, sure;
    for (const auto status : all<ClockStatus>())
        states.push_back(row(token(status), {{label_of(status)}, {std::string(meaning_of(status))}}));
    const auto kind_row = [&](std::string_view name, ClockKind kind, Bearer bearer) {
        const auto rule = std::ranges::find_if(
            law::clocks, [&](const ClockRule& each) { return each.kind == kind && each.bearer == bearer; });
        kinds.push_back(row({}, {{std::string(name)}, {std::string(meaning_of(*rule))}}));
    };
    kind_row("Limit", ClockKind::limit, Bearer::authority);
    kind_row("Minimum time", ClockKind::window, Bearer::authority);
    kind_row("Target", ClockKind::target, Bearer::authority);
    kind_row("Right of the family", ClockKind::limit, Bearer::family);
    for (const auto confidence : all<Confidence>())
        sure.push_back(
            row(token(confidence), {{sentence_of(label_of(confidence))}, {std::string(meaning_of(confidence))}}));
    return {group("How a time limit stands", {"Status", "What it means"}, std::move(states)),
            group("Kinds of time limit", {"Kind", "What it means"}, std::move(kinds)),
            group("How sure we are of a provision", {"We say", "What it means"}, std::move(sure))};
}

std::string fields_of(const Fields& fields) {
    std::string words;
    fields.each([&](Field field) { words += (words.empty() ? "" : "; ") + label_of(field); });
    return words.empty() ? "–" : words;
}

json::array events() {
    json::array rows;
    for (const auto type : all<EventType>()) {
        rows.push_back(row(
            token(type), {{label_of(type)}, {fields_of(rule_of(type).required)}, {fields_of(rule_of(type).optional)}}));
    }
    return {group("What is recorded", {"What happened", "What must be said with it", "What may be said with it"},
                  std::move(rows))};
}

json::array letters() {
    json::array rows;
    for (const auto& notice : law::notices) {
        rows.push_back(row(notice.id, {{sentence_of(notice.id)},
                                       {joined(notice.sent_on)},
                                       {std::string(notice.to)},
                                       {std::string(notice.must_contain)},
                                       {std::string(notice.provision)}}));
    }
    json::array block{
        row("mediation-block",
            {{"The mediation block"}, {std::string(law::mediation_block)}, {"SEND Regulations 2014, reg 32"}})};
    return {group("Letters that the law requires",
                  {"Letter", "Sent on", "To", "What it must contain", "Where the law says so"}, std::move(rows)),
            group("What several of them must contain", {"Part", "What it says", "Where the law says so"},
                  std::move(block))};
}

json::array problems() {
    json::array rows;
    for (const auto& problem : law::problems)
        rows.push_back(row(hyphen_token(problem.code), {{sentence_of(hyphen_token(problem.code))},
                                                        {std::string(problem.message)},
                                                        {std::string(problem.provision)}}));
    return {group("Problems", {"Problem", "What is wrong", "Where the law says so"}, std::move(rows))};
}

json::array terms() {
    json::array words;
    for (const auto& term : glossary())
        words.push_back(row(term.anchor, {{std::string(term.word)}, {std::string(term.meaning)}}));
    return {group("Words that are used here", {"Word", "What it means"}, std::move(words))};
}

json::array decisions() {
    json::array people, readings;
    for (const auto& each : law::undecided)
        people.push_back(row({}, {{sentence_of(each.question)}, {std::string(each.provision)}}));
    for (const auto& each : law::readings)
        readings.push_back(row({}, {{std::string(each.says)},
                                    {std::string(each.about)},
                                    {each.ours ? "Ours: no provision settles it" : "The provision’s"}}));
    return {group("What people decide, and no program", {"Question", "Where the law asks it"}, std::move(people)),
            group("How the texts are read where they leave it open", {"We read it so", "About", "Whose reading"},
                  std::move(readings))};
}

struct Topic {
    std::string_view name, title, lead;
    json::array (*groups)();
};
constexpr auto topics = std::to_array<Topic>({
    {"clocks", "Time limits",
     "Every time limit that is counted here: who must keep it, how long it is, and where the law says so.", clocks},
    {"exemptions", "Exemptions",
     "When the law excuses a missed limit. None of these stops or moves a date: the authority need not comply if it is "
     "impractical because of what happened. Whether it was impractical, a person decides and records.",
     exemptions},
    {"stages", "Stages", "How a case moves from one stage to the next, and what moves it.", stages},
    {"statuses", "Statuses", "What it means that a limit is running, overdue, met or late.", statuses},
    {"events", "What is recorded", "Everything that can be entered of a case, and what must be said with it.", events},
    {"letters", "Letters", "The letters that the law requires: when, to whom, and what each must contain.", letters},
    {"problems", "Problems that are flagged", "What breaks the law is recorded and flagged, never refused.", problems},
    {"terms", "Words", "What the words mean, in our own words.", terms},
    {"decisions", "What people decide",
     "What is left to people, and how the texts are read where they leave two readings.", decisions},
});

}  // namespace

Result<http::Response> show_help(Desk& desk, const Visit& visit) {
    json::array list;
    for (const auto& topic : topics)
        list.push_back(
            {{"title", text(topic.title)}, {"path", "/help/" + std::string(topic.name)}, {"lead", text(topic.lead)}});
    return page(desk, visit, "help/index", {{"topics", std::move(list)}, {"rules", text(law::rules_version)}},
                {.title = "Help"});
}

Result<http::Response> show_help_topic(Desk& desk, const Visit& visit) {
    const auto topic = std::ranges::find(topics, visit.name, &Topic::name);
    if (topic == topics.end()) return Error{Refusal::not_found, {}};
    json::object model{{"title", text(topic->title)}, {"lead", text(topic->lead)}, {"groups", topic->groups()}};
    return page(desk, visit, "help/topic", std::move(model), {.title = std::string(topic->title)});
}

}  // namespace ehcp::web
