#pragma once
// Private to core/casework: what the two kinds of evidence beside the log share.

#include <algorithm>

#include "core/casework/occasion.hpp"
#include "core/engine/result.hpp"
#include "core/store/evidence.hpp"

namespace ehcp::casework {

inline store::Entered entered_now(const Occasion& occasion, std::optional<store::EvidenceId> replaces) {
    return {.at = occasion.now, .by = occasion.actor.by, .as = occasion.actor.as, .replaces = replaces};
}

template <class Entry>
std::optional<Error> not_replaceable(const std::vector<Entry>& entries, std::optional<store::EvidenceId> replaces) {
    if (!replaces) return std::nullopt;
    const auto before = std::ranges::find(entries, *replaces, &Entry::id);
    if (before == entries.end()) return Error{Refusal::not_found, "this case has no such entry to replace", "replaces"};
    if (before->entered.is_replaced)
        return Error{Refusal::conflict, "this entry was replaced already; replace the later one", "replaces"};
    return std::nullopt;
}

inline Error nothing_to_erase() {
    return {Refusal::not_found, "this case has no such entry, or its words are gone already", "id"};
}

}  // namespace ehcp::casework
