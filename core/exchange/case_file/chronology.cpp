// What happened, in the order in which it happened: the entries of the log with what was corrected and by what, and
// between them the letters that went out and what the family said.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/casework/words.hpp"
#include "core/exchange/case_file/matter.hpp"

namespace ehcp::exchange {
namespace {

using casework::label_of;
using casework::sentence_of;

struct Row {
    Day on;
    int number;  ///< of the entry; what stands beside the log comes after the entries of its day
    std::vector<Html> cells;
};
constexpr int after_all_entries = 1'000'000;

bool has_free_text(const Event& event) {
    bool has = false;
    event.present().each([&](Field field) { has = has || (is_text(field) && is_free_text(field)); });
    return has || (event.replacement() && has_free_text(*event.replacement()));
}

std::vector<Html> details_html(const Event& event) {
    std::vector<Html> list;
    for (const auto& [label, value] : casework::details_of(event)) list.push_back(labelled(label + ":", value));
    return list;
}

Html day_html(Day day) { return element("span", long_text_of(day), "day"); }

class Chronology {
public:
    explicit Chronology(const CaseMatter& matter) : matter_(matter) {
        const auto& events = matter.opened.log.events;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (events[i].type == EventType::corrected) corrected_by_[events[i].corrects()] = static_cast<int>(i);
        for (std::size_t i = 0; i < events.size(); ++i) add_entry(static_cast<int>(i));
        for (const auto& notice : matter.notices)
            for (const auto& sent : notice.sent) add_letter(*notice.rule, sent);
        for (const auto& each : matter.contributions) add_contribution(each);
    }
    Html html() {
        std::ranges::stable_sort(rows_, {}, [](const Row& row) { return std::pair{row.on, row.number}; });
        HtmlTable table({"Entry", "Date", "What happened", "Entered"});
        for (const Row& row : rows_) table.row(row.cells);
        return table.html();
    }

private:
    const Event& event(int number) const { return matter_.opened.log.events[static_cast<std::size_t>(number)]; }
    Html entered(int number) const {
        const auto& recorded = matter_.opened.log.recorded[static_cast<std::size_t>(number)];
        return escaped(entered_text(matter_, recorded.at, recorded.by, recorded.as));
    }

    void add_entry(int number) {
        const Event& entry = event(number);
        if (entry.type == EventType::corrected) return add_correction(number);
        auto what = std::vector{element("strong", label_of(entry.type))};
        std::ranges::move(details_html(entry), std::back_inserter(what));
        if (matter_.opened.log.recorded[static_cast<std::size_t>(number)].has_text && !has_free_text(entry))
            what.push_back(element("em", "A text was entered here and has been taken away for good."));
        const auto correction = corrected_by_.find(number);
        if (correction == corrected_by_.end())
            return add(entry.on, number, {escaped(std::to_string(number)), day_html(entry.on), lines(what), entered(number)});
        add(entry.on, number,
            {escaped(std::to_string(number)), element("s", long_text_of(entry.on), "struck day"),
             element("s", lines(what), "struck") + element("div", fmt::format("Corrected by entry {}.", correction->second)),
             entered(number)});
        if (const Event* const stands = event(correction->second).replacement()) {
            auto instead = std::vector{element("strong", label_of(stands->type))};
            std::ranges::move(details_html(*stands), std::back_inserter(instead));
            instead.push_back(escaped(fmt::format("As corrected by entry {}.", correction->second)));
            add(stands->on, number,
                {escaped(std::to_string(number)), day_html(stands->on), lines(instead), entered(correction->second)});
        }
    }
    void add_correction(int number) {
        const Event& entry = event(number);
        const auto latest = corrected_by_.find(entry.corrects());
        auto what = std::vector{element("strong", fmt::format("Correction of entry {}", entry.corrects()))};
        what.push_back(escaped(entry.replacement() ? "What stands in its place is shown under its own date."
                                                   : "The entry should never have been made."));
        if (latest != corrected_by_.end() && latest->second != number)
            what.push_back(escaped(fmt::format("Itself corrected, by entry {}.", latest->second)));
        std::ranges::move(details_html(entry), std::back_inserter(what));
        if (matter_.opened.log.recorded[static_cast<std::size_t>(number)].has_text && !has_free_text(entry))
            what.push_back(element("em", "A text was entered here and has been taken away for good."));
        add(entry.on, number, {escaped(std::to_string(number)), day_html(entry.on), lines(what), entered(number)});
    }
    void add_letter(const NoticeRule& rule, const store::NoticeSent& sent) {
        add(sent.sent_on, after_all_entries,
            {escaped("Letter"), day_html(sent.sent_on),
             escaped(fmt::format("{}: sent to {}, {}", sentence_of(rule.id), casework::sentence_of(token(sent.to)),
                                 casework::sentence_of(token(sent.how)))),
             escaped(entered_text(matter_, sent.entered.at, sent.entered.by, sent.entered.as))});
    }
    void add_contribution(const store::Contribution& each) {
        if (each.entered.is_replaced) return;
        add(each.on, after_all_entries,
            {escaped("Family"), day_html(each.on), escaped(sentence_of(token(each.kind))),
             escaped(entered_text(matter_, each.entered.at, each.entered.by, each.entered.as))});
    }
    void add(Day on, int number, std::vector<Html> cells) { rows_.push_back({on, number, std::move(cells)}); }

    const CaseMatter& matter_;
    std::map<int, int> corrected_by_;  ///< the last correction counts
    std::vector<Row> rows_;
};

}  // namespace

Html chronology_section(const CaseMatter& matter) {
    return element("h2", "Chronology") + Chronology(matter).html();
}

}  // namespace ehcp::exchange
