#pragma once
// The words of the law's tables as a person says them. The tokens themselves stay what they are everywhere else.

#include <optional>
#include <string>
#include <string_view>

#include "core/engine/case_view.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::web {

/// "assessment_agreed": "Assessment agreed".
std::string sentence_of(std::string_view token);

/// A message of the core as a sentence of a page: with a capital.
std::string sentence_like(std::string_view message);

std::string label_of(EventType type);       ///< "Draft plan sent"
std::string label_of(State state);          ///< "Decision awaited whether to assess"
std::string label_of(ProcedureKind kind);   ///< "Assessment"
std::string label_of(ClockStatus status);   ///< "Overdue"
std::string label_of(Source source);        ///< "Parent"
std::string label_of(Adviser adviser);      ///< "Educational psychologist"
std::string label_of(Bearer bearer);        ///< "The authority"
std::string label_of(Field field);          ///< of a form: "Date sent to the family"
std::string label_of_word(Field field, std::string_view word);  ///< a value of a word field
/// What is to be done by its last day, as a task: "Decide whether to assess".
std::string_view label_of(ClockId clock);
/// How sure we are of the provision, in words.
std::string_view label_of(Confidence confidence);

std::string weekday_text(Day day);  ///< "Monday 23 February 2026"
std::string date_or_dash(std::optional<Day> day);
std::string time_text(const LegalZone& zone, Instant moment);  ///< "23 February 2026, 14:05" by London's clocks

/// "3 days late", "due today", "due tomorrow", "12 days left".
std::string distance_text(Day due, Day today);
std::string count_text(std::int64_t n, std::string_view one, std::string_view many);  ///< "1 case", "1,204 cases"
std::string number_text(std::int64_t n);                                              ///< "1,204"

}  // namespace ehcp::web
