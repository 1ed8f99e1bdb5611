#pragma once
// A ready draft of each letter that the law requires: the checklist of what it must contain, and a plain text made from
// the record, item by item. What the record does not know stands in brackets, to be filled in by a person: [like this].

#include "core/casework/notices.hpp"

namespace ehcp::casework {

/// What a letter says beside what is in the log.
struct LetterFacts {
    std::string authority = {};  ///< its name; empty where not known
    store::Person child = {};
    std::vector<store::Contact> contacts = {};  ///< the first is written to
    std::string caseworker = {};
};

/// Each thing that the notice must contain, one an item; the mediation block is taken apart.
std::vector<std::string> checklist_of(const NoticeRule& rule);

struct Letter {
    std::string subject;
    std::string text;
};
/// `event`: the number of the event that requires the notice. Reads better when `opened` has its texts. `dated`: the
/// date of the letter.
Letter draft_letter(const NoticeRule& rule, const OpenCase& opened, int event, const LetterFacts& facts,
                    const WorkingCalendar& calendar, Day dated);

}  // namespace ehcp::casework
