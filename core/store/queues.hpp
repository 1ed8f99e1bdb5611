#pragma once
// Who waits now: the cases in a stage, and those for which an adviser has been asked, in the order of their numbers.

#include "core/store/lists.hpp"

namespace ehcp::store {

struct QueuedCase {
    CaseId id;
    std::string reference, surname, forename, team, caseworker, setting;
    Day since{};  ///< the procedure's first day; of advice, the day on which it was asked for
    std::optional<Day> due_on = {};  ///< of advice
};
std::vector<QueuedCase> cases_in_stage(Reader& reader, ProcedureKind kind, State state, CaseId after, int limit);
/// One row a request for advice; a case may have several of one kind. After the row of `after` and `after_number`.
struct AwaitedAdvice : QueuedCase {
    int number = 0;  ///< of the clock
    std::string body;
};
std::vector<AwaitedAdvice> awaited_advice(Reader& reader, Adviser adviser, CaseId after, int after_number, int limit);

}  // namespace ehcp::store
