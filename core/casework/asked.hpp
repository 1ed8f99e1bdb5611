#pragma once
// What is asked of people outside the authority, and their answers: advice, places, reports of reviews. A setting sees
// what names it, a body what names it, and nothing else. What was asked is the lock: an answer is taken for as long as
// it is still awaited, whatever else has happened to the case meanwhile.

#include "core/casework/case_file.hpp"
#include "core/casework/occasion.hpp"
#include "core/casework/search.hpp"
#include "core/store/asked.hpp"

namespace ehcp::casework {

/// Who is asked: a setting or a body that gives advice. One of the two is empty.
struct Asked {
    std::string setting = {}, body = {};
};

struct AskedPage {
    std::string cursor = {};
    int limit = 50;
};
/// The earliest due first.
Result<Page<store::AskedClock>> everything_asked(store::Reader& reader, const Asked& who, const AskedPage& which,
                                                 Day today);

/// One thing that is asked: named by the case and the number of the event that asked it.
struct Question {
    OpenCase opened;
    store::Person child;
    ClockId clock{};
    std::optional<Adviser> adviser;
    Day asked_on{};
    std::optional<Day> due_on;
    std::string working;
    std::optional<Day> answered_on;
    bool is_open = false;  ///< neither answered nor no longer wanted
};
/// Refuses (not_found), in the words for an unknown reference, what was not asked of them.
Result<Question> question_of(store::Reader& reader, const Asked& who, std::string_view reference, int event,
                             const WorkingCalendar& calendar);

/// given: the advice has been sent to the authority. not_known: the child is not known to the service. earlier_will_do:
/// it says that advice it gave before is enough; whether that holds the authority settles with the family (reg 6(4)),
/// and so it is a note, and the advice stays asked for.
EHCP_TOKENS(AdviceAnswer, given, not_known, earlier_will_do);

/// All three refuse a day after today or before it was asked, what is not asked of them (not_found), and what is no
/// longer awaited (conflict). `words`: a note to the authority; may be empty.
Result<OpenCase> answer_advice(store::Transaction& transaction, const Asked& who, std::string_view reference, int event,
                               AdviceAnswer answer, Day on, std::string_view words, const Occasion& occasion);
Result<OpenCase> answer_placement(store::Transaction& transaction, const Asked& who, std::string_view reference,
                                  int event, Reply reply, Day on, std::string_view words, const Occasion& occasion);
Result<OpenCase> report_missed_appointment(store::Transaction& transaction, const Asked& who,
                                           std::string_view reference, int event, Day on, std::string_view words,
                                           const Occasion& occasion);

}  // namespace ehcp::casework
