#pragma once
// Receiving a request: the clock starts, whatever is missing. The law requires no form, so nothing is refused that a
// child can be known from; what else is wanted is listed. A request that may be about a child we know gets its own
// file, linked to the other both ways: a person decides whether the two are one.

#include "core/casework/case_file.hpp"
#include "core/casework/occasion.hpp"

namespace ehcp::casework {

struct IntakeRequest {
    Day received_on{};
    Source source{};
    std::string setting;  ///< URN; empty where none was given. Unknown URNs are kept as they came
    store::Person child;
    std::string primary_need;
    std::vector<store::Contact> contacts;
    std::string graduated_approach;  ///< SEN Support before the request, as JSON; empty where none came
    std::string note;                ///< what was said with it; entered as a note
    std::string caseworker, team;    ///< already assigned, as imports have it
};

struct Received {
    OpenCase opened;
    std::vector<std::string> missing;  ///< "child.upn", "setting"
    std::vector<store::Duplicate> possible_duplicates;
};

/// Refuses a received date after today, a birth after it, and an unknown caseworker. Without a team it is the caseworker's.
Result<Received> receive_request(store::Transaction& transaction, const IntakeRequest& request,
                                 const Occasion& occasion);

/// The first date of it that cannot be: received after today, or born after it was received.
std::optional<Error> impossible_date(const IntakeRequest& request, Day today);

std::vector<std::string> missing_items(const IntakeRequest& request);

}  // namespace ehcp::casework
