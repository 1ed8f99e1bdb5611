#pragma once
// The family's contribution to a case: when it was asked, what it said, what was changed for it. Beside the log, and
// only added to.

#include "core/casework/occasion.hpp"
#include "core/engine/result.hpp"
#include "core/store/evidence.hpp"

namespace ehcp::casework {

struct NewContribution {
    ContributionKind kind{};
    Day on{};
    std::string how = {};    ///< "meeting at school"; may be empty
    std::string words = {};  ///< needed but where the family was only asked
    std::optional<store::EvidenceId> replaces = {};
};

/// Refuses an unknown case, a day after today, no words where there must be some, and an entry to replace that is not
/// of this case or was replaced already.
Result<store::EvidenceId> add_contribution(store::Transaction& transaction, std::string_view reference,
                                           const NewContribution& contribution, const Occasion& occasion);
/// Takes the words of an entry away, for good. Refuses (not_found) one that is not there or has none left.
Result<void> erase_contribution(store::Transaction& transaction, std::string_view reference, store::EvidenceId id,
                                const Occasion& occasion);

}  // namespace ehcp::casework
