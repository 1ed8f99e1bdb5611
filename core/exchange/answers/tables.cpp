// The answers as tables, each figure with its definition.
#include <fmt/format.h>

#include <numeric>

#include "core/casework/words.hpp"
#include "core/exchange/answers/answers.hpp"

namespace ehcp::exchange {
namespace {

using casework::label_of;
using casework::sentence_of;
using reporting::Cell;
using reporting::Column;
using reporting::percentage;
using reporting::Report;
using reporting::Table;
using enum Column::Type;

/// A figure of reporting's timeliness: its columns for all cases and without exempt ones, and what it counts.
struct Headline {
    const char *figure, *all, *ex, *definition;
};
constexpr auto headlines = std::to_array<Headline>({
    {"Requests received", "requests_received_in_year", "", "Requests for an assessment received, or for which the authority became responsible, in the year."},
    {"of which agreed", "requests_decided_to_assess", "", "Their first answer by the end of the year: an assessment."},
    {"of which refused", "requests_decided_not_to_assess", "", "Their first answer by the end of the year: no assessment, whatever came of it later."},
    {"of which not yet decided", "requests_decision_not_made", "", "Open at the end of the year."},
    {"of which closed before a decision", "requests_withdrawn", "", "Withdrawn, moved away or died."},
    {"Decisions on requests", "request_outcomes_den", "request_outcomes_den_ex", "Decisions made in the year, whenever the request came."},
    {"Decisions within 6 weeks", "request_outcome_six_weeks", "request_outcome_six_weeks_ex", "On or before the request's day + 42 days (reg 5(1))."},
    {"Decisions within 6 weeks, %", "request_outcome_six_weeks_pc", "request_outcome_six_weeks_pc_ex", "Of decisions on requests."},
    {"Refusals to issue a plan", "plans_refused_den", "plans_refused_den_ex", "After an assessment, in the year."},
    {"Refusals within 16 weeks", "plans_refused_within_16_weeks", "plans_refused_16_weeks_ex", "Of the request (reg 10(1))."},
    {"Refusals within 16 weeks, %", "pc_plans_refused_within_16_weeks", "pc_plans_refused_16_weeks_ex", "Of refusals to issue a plan."},
    {"Plans issued", "plans_issued_den", "plans_issued_den_ex", "First plans after an assessment, by the year in which they were sent; not those to a timetable of the Tribunal."},
    {"Plans within 20 weeks", "plans_issued_within_20_weeks", "plans_issued_20_weeks_ex", "On or before the request's day + 140 days (reg 13(2))."},
    {"Plans within 20 weeks, %", "pc_plans_issued_within_20_weeks", "PC_plans_issued_20_weeks_ex", "Of plans issued. Without exempt cases it is the Department's headline."},
    {"Plans after 20 weeks, within a year", "plans_issued_gt20weeks_ltYear", "plans_issued_gt20weeks_ltYear_ex", "Up to 52 weeks."},
    {"Plans after more than a year", "plans_issued_gt_1_year", "plans_issued_gt_1_year_ex", "Over 52 weeks."},
    {"Weeks to a plan, mean", "avg_weeks_issue_plan", "avg_weeks_issue_plan_exc", "From the request to the day the plan was sent, of plans issued."},
    {"Plans to another timetable", "plans_issued_other_timetable", "", "After an order, a concession or an agreement."},
    {"Review decisions", "review_decisions_den", "", "Notified in the year."},
    {"Review decisions within 4 weeks", "review_decisions_within_4_weeks", "", "Of the review meeting (reg 20(10))."},
    {"Review decisions within 4 weeks, %", "pc_review_decisions_within_4_weeks", "", "Of review decisions."},
});

std::string year_text(int year) { return std::to_string(year); }

Column year_column() { return {"year", "Year", text}; }

std::string label_or_unknown(std::string_view token) { return token == not_recorded ? "Not recorded" : casework::sentence_of(token); }

std::string source_label(const std::string& key) {
    if (const auto source = from_token<Source>(key)) return label_of(*source);
    if (key == token(EventType::became_responsible)) return "Moved here: the authority became responsible";
    return "Not recorded";
}

std::string_view what_label(std::string_view what) {
    if (what == "age") return "Age";
    if (what == "need") return "Primary need";
    if (what == "sex") return "Sex";
    return "Type of setting";
}

template <class Key>
std::int64_t at(const std::map<Key, std::int64_t>& numbers, const Key& key) {
    const auto found = numbers.find(key);
    return found == numbers.end() ? 0 : found->second;
}

}  // namespace

Table Answers::headline() const {
    Table table("headline", "Requests, decisions and timeliness",
                {year_column(), {"figure", "Figure", text}, {"all", "All cases", decimal}, {"without_exempt", "Without exempt cases", decimal},
                 {"definition", "What is counted", text}});
    for (const Year& year : years_) {
        const auto report = year.timeliness.report();
        const Table& counted = report.tables.front();
        for (const Headline& each : headlines)
            table.add_row(year_text(year.year), each.figure, counted.at(0, each.all), *each.ex ? counted.at(0, each.ex) : Cell{}, each.definition);
    }
    table.notes = {"Exempt: a valid exemption of regulation 5(4), 8(2) or 10(4) applied. An exemption does not lengthen a limit; it takes the case out of "
                   "the figures without exempt cases, above and below the line."};
    return table;
}

Table Answers::requests() const {
    Table table("requests", "Requests received, by who made them",
                {year_column(), {"source", "Made by", text}, {"received", "Received"}, {"agreed", "of which agreed"}, {"refused", "of which refused"},
                 {"undecided", "of which not yet decided"}, {"withdrawn", "of which closed before a decision"}, {"share", "Share, %", decimal}});
    for (const Year& year : years_) {
        Requests sum;
        for (const auto& [source, requests] : year.requests) {
            sum.received += requests.received;
            for (std::size_t o = 0; o < sum.outcomes.size(); ++o) sum.outcomes[o] += requests.outcomes[o];
        }
        const auto add = [&](const std::string& label, const Requests& requests) {
            table.add_row(year_text(year.year), label, requests.received);
            for (const auto number : requests.outcomes) table.add(number);
            table.add(percentage(requests.received, sum.received));
        };
        for (const auto& [source, requests] : year.requests) add(source_label(source), requests);
        add("all", sum);
    }
    table.notes = {"By the day on which the request came, with its first answer up to the end of the year."};
    return table;
}

Table Answers::in_hand() const {
    Table table("in_hand", "Under way on the last day of the year",
                {year_column(), {"procedure", "Procedure", text}, {"stage", "Stage", text}, {"number", "Under way"},
                 {"over", "of which over the limit"}, {"over_ex", "over the limit, without exempt"}});
    for (const Year& year : years_)
        for (const auto& [key, in_hand] : year.in_hand)
            table.add_row(year_text(year.year), label_of(key.first), label_of(key.second), in_hand.all, in_hand.over.all, in_hand.over.ex);
    table.notes = {"The limit of an assessment or a re-assessment is that for its plan, of a review that for its decision, of a phase transfer its date. A dispute "
                   "has none of its own.",
                   "As it stood at the end of the year by the dates on which things happened, as we know them now."};
    return table;
}

Table Answers::plans() const {
    Table table("plans", "Plans: from one year's end to the next",
                {year_column(), {"in_force_before", "In force when the year began"}, {"issued", "First plans issued"},
                 {"transferred_in", "Transferred in"}, {"ceased", "Ceased"}, {"transferred_out", "Transferred out"}, {"in_force", "In force at the end"}});
    for (const Year& year : years_) {
        std::int64_t ceased = 0;
        for (const auto& [reason, number] : year.ceased) ceased += number;
        table.add_row(year_text(year.year), year.in_force_before, year.issued, year.transferred_in, ceased, year.transferred_out, year.in_force);
    }
    table.notes = {"In force: maintained, or to be ceased but not yet. A plan also ends when the child or young person dies, and one of the year may have come by "
                   "an order of the Tribunal; so the columns need not add up to the last."};
    return table;
}

Table Answers::ceased() const {
    Table table("ceased", "Plans ceased, by reason", {year_column(), {"reason", "Reason", text}, {"number", "Plans"}});
    for (const Year& year : years_) {
        std::int64_t all = 0;
        for (const auto& [reason, number] : year.ceased) {
            table.add_row(year_text(year.year), reason == 0 ? std::string_view("Not recorded") : casework::cease_reason_text(reason), number);
            all += number;
        }
        table.add_row(year_text(year.year), "all", all);
    }
    table.notes = {"By the reasons of the SEN2 return."};
    return table;
}

Table Answers::caseload() const {
    Table table("caseload", "Plans in force on the last day of the year",
                {year_column(), {"by", "By", text}, {"group", "Group", text}, {"number", "Plans"}, {"share", "Share, %", decimal}});
    for (const Year& year : years_) {
        std::string before;
        const auto add_all = [&] {
            if (!before.empty()) table.add_row(year_text(year.year), what_label(before), "all", year.in_force, percentage(year.in_force, year.in_force));
        };
        for (const auto& [key, number] : year.caseload) {
            const auto& [what, group] = key;
            if (what != before) add_all();
            before = what;
            table.add_row(year_text(year.year), what_label(what), what == "age" && group != not_recorded ? group : label_or_unknown(group), number,
                          percentage(number, year.in_force));
        }
        add_all();
    }
    table.notes = {"Age: on the last day of the year. Primary need and sex as recorded. Type of setting: of the setting that the child attends, as the register "
                   "of settings has it; both as they are now."};
    return table;
}

Table Answers::reviews() const {
    Table table("reviews", "Annual reviews",
                {year_column(), {"meetings", "Review meetings held"}, {"decided", "Decided"}, {"maintain", "Decided: maintain"}, {"amend", "Decided: amend"},
                 {"cease", "Decided: cease"}, {"awaiting", "Decisions outstanding at the end"}, {"awaiting_over", "of which over 4 weeks"},
                 {"reviews_overdue", "Plans whose review was overdue at the end"}});
    for (const Year& year : years_) {
        table.add_row(year_text(year.year), year.meetings, std::accumulate(year.review_decisions.begin(), year.review_decisions.end(), std::int64_t{0}));
        for (const auto number : year.review_decisions) table.add(number);
        table.add_row(year.undecided_reviews.all, year.undecided_reviews.over.all, year.reviews_overdue);
    }
    table.notes = {"How many decisions came within 4 weeks of a meeting stands under the headline figures; here are also those of reviews without a meeting. Overdue: the plan was to be reviewed within 12 months (CFA 2014, s.44(1)) and "
                   "was not."};
    return table;
}

Table Answers::transfers() const {
    Table table("phase_transfers", "Phase transfers, by the last day for the amended plan",
                {year_column(), {"last_day", "Last day", date}, {"due", "Plans to be amended"}, {"in_time", "Amended in time"},
                 {"late", "Amended late"}, {"outstanding", "Not amended at the end"}, {"pc_in_time", "In time, %", decimal}});
    for (const Year& year : years_)
        for (const auto& [last_day, each] : year.transfers)
            table.add_row(year_text(year.year), last_day, each.due, each.in_time, each.late, each.outstanding, percentage(each.in_time, each.due));
    table.notes = {"Before 15 February for a transfer between schools, before 31 March for one to or between post-16 institutions (reg 18), of the calendar year of the transfer."};
    return table;
}

Table Answers::disputes() const {
    using enum EventType;
    Table table("disputes", "Mediation and appeals, by the decision in dispute",
                {year_column(), {"decision", "Decision", text}, {"mediation_requested", "Mediation asked for"}, {"mediation_held", "Mediations held"},
                 {"mediation_agreed", "Agreed in mediation"}, {"appeal_registered", "Appeals registered"}, {"appeal_conceded", "Conceded"},
                 {"appeal_withdrawn", "Withdrawn"}, {"order_made", "Orders made"}, {"dismissed", "of which dismissed"}});
    constexpr std::array counted = {mediation_requested, mediation_held, mediation_agreed, appeal_registered, appeal_conceded, appeal_withdrawn, order_made};
    for (const Year& year : years_) {
        std::map<EventType, std::map<EventType, std::int64_t>> by_decision;
        std::map<EventType, std::int64_t> all;
        for (const auto& [key, number] : year.disputes) {
            if (std::ranges::find(counted, key.second) == counted.end()) continue;
            by_decision[key.first][key.second] += number;
            all[key.second] += number;
        }
        const auto add = [&](const std::string& label, const std::map<EventType, std::int64_t>& numbers, const Cell& dismissed) {
            table.add_row(year_text(year.year), label);
            for (const auto type : counted) table.add(at(numbers, type));
            table.add(dismissed);
        };
        for (const auto& [decision, numbers] : by_decision) add(label_of(decision), numbers, Cell{});
        add("all", all, Cell{year.dismissed});
    }
    table.notes = {"By the day on which it happened: a mediation of one year may be about a decision of the year before."};
    return table;
}

Table Answers::advice() const {
    Table table("advice", "Advice for assessments, by kind of adviser",
                {year_column(), {"adviser", "Adviser", text}, {"asked", "Asked for"}, {"received", "Received"}, {"in_time", "Received within 6 weeks"},
                 {"pc_in_time", "Within 6 weeks, %", decimal}, {"awaited", "Awaited at the end"}, {"overdue", "of which overdue"},
                 {"overdue_ex", "overdue, without exempt"}});
    for (const Year& year : years_) {
        Advice sum;
        const auto add = [&](const std::string& label, const Advice& each) {
            table.add_row(year_text(year.year), label, each.asked, each.received, each.in_time, percentage(each.in_time, each.received), each.awaited,
                          each.overdue.all, each.overdue.ex);
        };
        for (const auto adviser : all<Adviser>()) {
            const auto& each = year.advice[index_of(adviser)];
            if (each.asked + each.received + each.awaited == 0) continue;
            add(label_of(adviser), each);
            sum.asked += each.asked, sum.received += each.received, sum.in_time += each.in_time, sum.awaited += each.awaited;
            sum.overdue += each.overdue;
        }
        add("all", sum);
    }
    table.notes = {"Within 6 weeks of the request for it (reg 8(1)), exempt or not. Overdue and awaited as at the end of the year."};
    return table;
}

Report Answers::report() const {
    const Year& last = years_.back();
    const bool is_whole = last.last == day_of(date::year{last.year} / 12 / 31);
    Report report{.name = "answers",
                  .title = years_.size() == 1 ? fmt::format("Answers, {}", last.year)
                                              : fmt::format("Answers, {} to {}", years_.front().year, last.year),
                  .as_of = last.last,
                  .from = years_.front().first,
                  .to = last.last,
                  .tables = {},
                  .notes = {"Counted from the record as it is now, by calendar year and by the days on which things happened.",
                            "Complaints to the authority and to the Ombudsman are not in this record; whoever keeps them answers for them. Neither are costs, "
                            "staff and budgets."}};
    if (!is_whole) report.notes.push_back(fmt::format("{} is counted up to {}.", last.year, long_text_of(last.last)));
    for (auto& table : {headline(), requests(), in_hand(), plans(), ceased(), caseload(), reviews(), transfers(), disputes(), advice()})
        report.tables.push_back(table);
    return report;
}

}  // namespace ehcp::exchange
