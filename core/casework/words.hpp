#pragma once
// The words of the law's tables as a person says them. The tokens themselves stay what they are everywhere else.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/case_view.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::casework {

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

/// Why a plan ceased, by the number of the return: from first_cease_reason to last_cease_reason.
std::string_view cease_reason_text(int reason);
/// Everything that an entry says beside its type and date: "Kind of adviser", "Educational psychology". Without free text
/// that was not asked for or has been taken away.
std::vector<std::pair<std::string, std::string>> details_of(const Event& event);

/// Who is asked, where the clock is not the authority's own: "Educational psychology, County service".
std::string who_has(const ClockRun& clock);
/// "3 days late", "done on 23 February 2026, 2 days late", "ended on …".
std::string how_it_stands(const ClockRun& clock, const Standing& standing, Day as_of);
/// "Dispute: Decision not to assess".
std::string title_of(const ProcedureRun& run);

std::string weekday_text(Day day);  ///< "Monday 23 February 2026"
std::string date_or_dash(std::optional<Day> day);
std::string time_text(const LegalZone& zone, Instant moment);  ///< "23 February 2026, 14:05" by London's clocks

/// "3 days late", "due today", "due tomorrow", "12 days left".
std::string distance_text(Day due, Day today);
std::string count_text(std::int64_t n, std::string_view one, std::string_view many);  ///< "1 case", "1,204 cases"
std::string number_text(std::int64_t n);                                              ///< "1,204"

}  // namespace ehcp::casework
