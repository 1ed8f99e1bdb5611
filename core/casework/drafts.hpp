#pragma once
// A request that colleagues of a setting write together: saved as typed, however unfinished, and sent as a request like
// any other. The version that a person saw is the lock. Once sent, a draft keeps its reference and nothing of the
// child.

#include <map>

#include "core/casework/receive.hpp"
#include "core/casework/support.hpp"
#include "core/store/school.hpp"

namespace ehcp::casework {

/// What was typed, by the name of its field; absent where nothing was.
using Typed = std::map<std::string, std::string, std::less<>>;

/// The fields of a draft. Dates are kept as typed, "2015-3-2" or "2015-13-": year, month and day of three boxes.
inline constexpr auto draft_fields = std::to_array<std::string_view>({
    "surname",
    "forename",
    "date_of_birth",
    "sex",
    "ethnicity",
    "upn",
    "uln",
    "postcode",  // the child
    "contact1_name",
    "contact1_relation",
    "contact1_email",
    "contact1_telephone",
    "contact1_address",
    "contact2_name",
    "contact2_relation",
    "contact2_email",
    "contact2_telephone",
    "contact2_address",
    "primary_need",
    "source",
    "why",  // what is asked for, and why
    "child_views",
    "family_views",
    "family_asked_on",
    "family_asked_how",  // what they say
});
inline constexpr std::size_t most_typed = 40'000;  ///< bytes of one field: 10,000 letters of any alphabet

struct Draft {
    store::Draft kept;
    Typed typed;
};

/// A new draft; of a pupil whose SEN Support the setting keeps, with the child's names filled in.
Result<Draft> begin_draft(store::Transaction& transaction, std::string_view setting,
                          std::optional<store::RecordId> support, const Occasion& occasion);
Result<Draft> open_draft(store::Reader& reader, std::string_view setting, store::DraftId id);
/// Those not sent, the latest touched first.
std::vector<Draft> drafts_of(store::Reader& reader, std::string_view setting, int limit = 200);

/// Writes some fields over what is there; an empty one is taken out. Refuses (conflict) when a colleague saved since
/// the version seen, naming the colleague: `differing` then says which fields are not alike.
Result<Draft> save_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id, int seen_version,
                         const Typed& some, const Occasion& occasion);
/// Whose SEN Support goes with it; none: nobody's.
Result<Draft> attach_support(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                             int seen_version, std::optional<store::RecordId> support, const Occasion& occasion);
/// The names of `some` whose text in the draft is another, in the order of draft_fields.
std::vector<std::string_view> differing(const Draft& draft, const Typed& some);
Result<void> discard_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                           int seen_version);

/// The draft as a request of today: what it would send, every fault (`where` is the name of the draft's field), and
/// what the authority would still ask for.
struct DraftCheck {
    IntakeRequest request;
    std::vector<Error> faults;
    std::vector<std::string> missing;
};
DraftCheck check_draft(const Draft& draft, const std::optional<store::SupportRecord>& support, Day today);

/// Sends it: received today, by the setting. The same draft sent again gives the same reference and no second case.
/// Refuses the first fault. What the family said goes into its contribution to the case.
Result<std::string> send_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                               int seen_version, const Occasion& occasion);

}  // namespace ehcp::casework
