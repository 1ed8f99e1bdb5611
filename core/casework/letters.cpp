#include "core/casework/letters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/letter_words.hpp"
#include "core/law/law.hpp"
#include "core/store/index.hpp"

namespace ehcp::casework {
namespace {

constexpr std::string_view block = "the mediation block";

void split(std::string_view list, std::vector<std::string>& items) {
    while (!list.empty()) {
        const auto item = list.substr(0, list.find("; "));
        list.remove_prefix(std::min(list.size(), item.size() + 2));
        if (item == block)
            split(law::mediation_block, items);
        else if (std::ranges::find(items, item) == items.end())
            items.emplace_back(item);
    }
}

std::string or_blank(const std::string& text, std::string_view blank) {
    return text.empty() ? fmt::format("[{}]", blank) : text;
}

std::string head_of(const LetterFacts& facts, const store::CaseFile& file, Day dated) {
    const auto* const to = facts.contacts.empty() ? nullptr : &facts.contacts.front();
    return fmt::format("{}\n[the authority's address]\n\n{}\n\n{}\n{}\n\nOur reference: {}\nAbout: {} {}, born {}\n",
                       or_blank(facts.authority, "name of the authority"), long_text_of(dated),
                       or_blank(to ? to->name : "", "name of the parent or young person"),
                       or_blank(to ? to->address : "", "their address"), file.reference, facts.child.forename,
                       facts.child.surname, long_text_of(facts.child.date_of_birth));
}

}  // namespace

std::vector<std::string> checklist_of(const NoticeRule& rule) {
    std::vector<std::string> items;
    split(rule.must_contain, items);
    return items;
}

Letter draft_letter(const NoticeRule& rule, const OpenCase& opened, int event, const LetterFacts& facts,
                    const WorkingCalendar& calendar, Day dated) {
    const auto events = store::as_corrected(opened.log.events);
    const auto* const because = events.at(static_cast<std::size_t>(event));
    if (!because) throw std::logic_error("a letter about an event that should never have been made");
    const LetterMatter matter{opened, *because, event, fmt::format("{} {}", facts.child.forename, facts.child.surname),
                              calendar};

    Letter letter{.subject = subject_of(because->type), .text = head_of(facts, opened.file, dated)};
    const auto name = facts.contacts.empty() ? std::string{} : facts.contacts.front().name;
    letter.text += fmt::format("\nDear {}\n\n{}\n\n{}\n", or_blank(name, "name"), letter.subject, opening_of(matter));
    for (const auto& item : checklist_of(rule)) {
        if (const auto words = words_for(item, matter); !words.empty()) letter.text += fmt::format("\n{}\n", words);
    }
    letter.text += fmt::format("\nYours sincerely\n\n{}\n[telephone and e-mail]\n\nTo: {}\n",
                               or_blank(facts.caseworker, "name of the caseworker"), rule.to);
    return letter;
}

}  // namespace ehcp::casework
