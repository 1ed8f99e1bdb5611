#pragma once
// Finding again, in the record, the people and requests that a file from elsewhere names.

#include "core/store/people.hpp"

namespace ehcp::store {

/// Everybody with that UPN or ULN; where nobody has it (or neither is given), with that name and date of birth.
std::vector<PersonId> people_like(Reader& reader, const Person& person);

struct KnownRequest {
    CaseId id;
    std::string reference;
    Day received_on{};  ///< or taken over from another authority
};
/// Every request of a person, and every plan that came with them from another authority.
std::vector<KnownRequest> requests_of_person(Reader& reader, PersonId person);

}  // namespace ehcp::store
