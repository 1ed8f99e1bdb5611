#include "core/casework/contribution.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/evidence_rules.hpp"
#include "core/casework/intake_checks.hpp"
#include "core/store/people.hpp"

namespace ehcp::casework {
namespace {

constexpr std::size_t longest_words = 10'000, longest_how = 100;

std::optional<Error> refused(const NewContribution& contribution, Day today) {
    if (contribution.on > today) return Error{Refusal::bad_date, "this has happened: its day is not after today", "on"};
    if (!contribution.how.empty() && (!is_line_of_text(contribution.how) || letters_in(contribution.how) > longest_how))
        return Error{Refusal::bad_value, fmt::format("a line of text of at most {} characters", longest_how), "how"};
    if (contribution.words.empty()) {
        if (contribution.kind == ContributionKind::asked_for_views) return std::nullopt;
        return Error{
            Refusal::missing_field,
            contribution.kind == ContributionKind::views_received ? "say what the family said" : "say what was changed",
            "words"};
    }
    if (!is_free_text(contribution.words) || letters_in(contribution.words) > longest_words)
        return Error{Refusal::bad_value, fmt::format("text of at most {} characters", longest_words), "words"};
    return std::nullopt;
}

}  // namespace

Result<store::EvidenceId> add_contribution(store::Transaction& transaction, std::string_view reference,
                                           const NewContribution& contribution, const Occasion& occasion) {
    const auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    if (auto error = refused(contribution, occasion.today)) return std::move(*error);
    if (auto error = not_replaceable(store::contributions_of(transaction, file->id), contribution.replaces))
        return std::move(*error);
    return store::insert_contribution(transaction, {.of = file->id,
                                                    .kind = contribution.kind,
                                                    .on = contribution.on,
                                                    .how = contribution.how,
                                                    .words = contribution.words,
                                                    .entered = entered_now(occasion, contribution.replaces)});
}

Result<void> erase_contribution(store::Transaction& transaction, std::string_view reference, store::EvidenceId id,
                                const Occasion& occasion) {
    const auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    if (!store::erase_contribution(transaction, file->id, id, occasion.actor, occasion.now)) return nothing_to_erase();
    return {};
}

}  // namespace ehcp::casework
