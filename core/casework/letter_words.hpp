#pragma once
// Private to core/casework: the wording of letters, one paragraph for each thing that a notice must contain.

#include "core/casework/case_file.hpp"

namespace ehcp::casework {

struct LetterMatter {
    const OpenCase& opened;
    const Event& because;
    int event;  ///< its number
    std::string child;
    const WorkingCalendar& calendar;
};

std::string subject_of(EventType type);
/// What has been decided or has happened.
std::string opening_of(const LetterMatter& matter);
/// The paragraph for an item of a checklist; empty where the opening says it. An item without wording of ours stands in
/// brackets, so that none is ever left out.
std::string words_for(std::string_view item, const LetterMatter& matter);
/// Whether there is wording of ours for it.
bool has_words_for(std::string_view item);

}  // namespace ehcp::casework
