// What stands beside the chronology: the child, the procedures, the time limits and whatever bears on them.
#include <fmt/format.h>

#include <algorithm>

#include "core/casework/words.hpp"
#include "core/exchange/case_file/matter.hpp"

namespace ehcp::exchange {
namespace {

using casework::how_it_stands;
using casework::label_of;
using casework::sentence_of;

Html section(std::string_view title, const Html& inside, std::string_view none = "None.") {
    return element("h2", title) + (inside.empty() ? paragraph(none) : inside);
}
Html section(std::string_view title, const HtmlTable& table, std::string_view none = "None.") {
    return section(title, table.empty() ? Html{} : table.html(), none);
}

Html day_html(Day day) { return element("span", long_text_of(day), "day"); }
Html day_html(std::optional<Day> day, std::string_view otherwise = "–") { return day ? day_html(*day) : escaped(otherwise); }

std::string contact_text(const store::Contact& contact) {
    std::string text = contact.name;
    for (const auto* const part : {&contact.relation, &contact.telephone, &contact.email, &contact.address})
        if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
    return text;
}

}  // namespace

Html child_section(const CaseMatter& matter) {
    const auto& child = matter.child;
    const auto& file = matter.opened.file;
    std::vector<Html> list = {labelled("Name:", child.forename + " " + child.surname),
                              labelled("Date of birth:", long_text_of(child.date_of_birth)),
                              labelled("Sex:", child.sex.empty() ? "" : sentence_of(child.sex)),
                              labelled("UPN:", child.upn),
                              labelled("ULN:", child.uln),
                              labelled("Postcode:", child.postcode),
                              labelled("School or other setting:", matter.setting),
                              labelled("Primary need:", file.primary_need),
                              labelled("Caseworker:", matter.caseworker),
                              labelled("Team:", file.team)};
    for (const auto& contact : matter.contacts) list.push_back(labelled("Contact:", contact_text(contact)));
    for (const auto& link : matter.links)
        list.push_back(labelled("Another file that may be of this child:",
                                fmt::format("{} ({})", link.reference,
                                            link.why == WhyLinked::same_upn ? "same UPN" : "same name and date of birth")));
    return element("h2", "The child and the file") + lines(list);
}

Html procedures_section(const CaseMatter& matter) {
    HtmlTable table({"Procedure", "Began", "State", "Ended"});
    for (const auto& run : matter.opened.view.procedures)
        table.row({escaped(casework::title_of(run)), day_html(run.opened_on), escaped(label_of(state_on(run, matter.as_of))),
                   day_html(ended_on(run, matter.as_of))});
    return section("Procedures", table);
}

Html clocks_section(const CaseMatter& matter) {
    HtmlTable table({"What, and whose it is", "Last day", "How it stands", "How the day was counted, and the provision"});
    const auto& view = matter.opened.view;
    for (const auto& clock : view.clocks) {
        const auto standing = standing_of(view, clock, matter.as_of);
        const bool is_late = standing.status == ClockStatus::overdue || standing.status == ClockStatus::late;
        const auto who = casework::who_has(clock);
        auto stands = std::vector{element("span", label_of(standing.status), is_late && !standing.exempt ? "late" : ""),
                                  escaped(how_it_stands(clock, standing, matter.as_of))};
        if (standing.exempt) stands.push_back(escaped("A valid exemption applies."));
        if (clock.rule->kind == ClockKind::target) stands.push_back(escaped("A local target, not a limit of the law."));
        table.row({lines({element("strong", label_of(clock.rule->id)), escaped(who.empty() ? label_of(clock.rule->bearer) : who)}),
                   day_html(clock.due_on, "No date: the calendar does not reach so far"), lines(stands),
                   lines({escaped(working_of(clock, matter.calendar)), element("span", clock.rule->provision, "label"),
                          escaped(fmt::format("Began with entry {}.", clock.event))})});
    }
    return section("Time limits", table);
}

Html exemptions_section(const CaseMatter& matter) {
    HtmlTable table({"From which limit", "Because", "Holds", "Entry"});
    for (const auto& each : matter.opened.view.exemptions) {
        const auto limb = each.claim->word<Limb>();
        const auto& clock = matter.opened.view.clocks[static_cast<std::size_t>(each.clock)];
        auto holds = each.valid_from ? fmt::format("Yes, from {}", long_text_of(*each.valid_from))
                                     : fmt::format("No: {}", text_of(each.why_not));
        if (each.ended_on) holds += fmt::format("; ended on {}", long_text_of(*each.ended_on));
        table.row({escaped(label_of(clock.rule->id)),
                   limb ? lines({escaped(rule_of(*limb).event), element("span", rule_of(*limb).provision, "label")}) : Html{},
                   escaped(holds), escaped(std::to_string(each.event))});
    }
    return section("Exemptions claimed", table);
}

Html advice_section(const CaseMatter& matter) {
    HtmlTable table({"Of whom", "Asked", "Last day", "How it stands"});
    const auto& view = matter.opened.view;
    for (const auto& clock : view.clocks) {
        if (clock.rule->id != ClockId::advice) continue;
        const auto standing = standing_of(view, clock, matter.as_of);
        auto stands = how_it_stands(clock, standing, matter.as_of);
        if (standing.exempt) stands += "; a valid exemption applies";
        table.row({escaped(casework::who_has(clock)), day_html(clock.trigger_on), day_html(clock.due_on), escaped(stands)});
    }
    return section("Advice asked for", table);
}

Html letters_section(const CaseMatter& matter) {
    HtmlTable table({"Letter, and what requires it", "To", "Dated", "Sent", "Had by the family", "Entered"});
    for (const auto& notice : matter.notices) {
        const auto letter = lines({element("strong", sentence_of(notice.rule->id)), element("span", notice.rule->provision, "label"),
                                   escaped(fmt::format("Entry {}: {}", notice.event, label_of(notice.because->type)))});
        if (notice.sent.empty())
            table.row({letter, escaped(notice.rule->to), escaped("No evidence that it was sent"), Html{}, Html{}, Html{}});
        for (const auto& sent : notice.sent)
            table.row({letter,
                       lines({escaped(sentence_of(token(sent.to))), element("span", sent.words, "typed"),
                              escaped(sentence_of(token(sent.how)))}),
                       day_html(sent.letter_dated), day_html(sent.sent_on), day_html(sent.served_on),
                       escaped(entered_text(matter, sent.entered.at, sent.entered.by, sent.entered.as))});
    }
    return section("Letters that the law requires", table);
}

Html family_section(const CaseMatter& matter) {
    HtmlTable table({"Date", "What", "Words", "Entered"});
    for (const auto& each : matter.contributions) {
        auto words = each.entered.erased ? element("em", "Taken away for good.") : element("span", each.words, "typed");
        if (each.entered.is_replaced) words = element("s", words, "struck") + element("div", "Replaced by a later entry.");
        table.row({day_html(each.on), lines({element("strong", sentence_of(token(each.kind))), escaped(each.how)}), words,
                   escaped(entered_text(matter, each.entered.at, each.entered.by, each.entered.as))});
    }
    return section("What the family said", table, "Nothing is recorded.");
}

Html flags_section(const CaseMatter& matter) {
    HtmlTable table({"Entry", "What the law says to it", "Provision"});
    const auto& view = matter.opened.view;
    for (const auto& problem : view.problems) {
        if (!problem.stands(matter.as_of)) continue;
        table.row({escaped(std::to_string(problem.event)), escaped(casework::sentence_like(message_of(view, problem))),
                   escaped(rule_of(problem.code).provision)});
    }
    return section("What was flagged", table, "Nothing.");
}

Html assignments_section(const CaseMatter& matter) {
    HtmlTable table({"Caseworker", "Team", "Entered"});
    for (const auto& each : matter.assignments)
        table.row({escaped(each.caseworker.empty() ? "Nobody" : each.caseworker), escaped(each.team),
                   escaped(entered_text(matter, each.at, each.actor.by, each.actor.as))});
    return section("Who had the case", table, "It has not been given to anybody since it was entered.");
}

Html views_section(const CaseMatter& matter) {
    HtmlTable table({"When", "Who", "Role", "What they saw"});
    for (const auto& each : matter.views)
        table.row({element("span", casework::time_text(matter.zone, each.at), "day"), escaped(each.who),
                   escaped(sentence_of(each.role)), escaped(each.how)});
    return section("Who looked at the file", table, "Nobody yet.");
}

}  // namespace ehcp::exchange
