#include "core/reporting/integrity/record.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {

void IndexDrift::examine(const CaseExamined& examined, Findings& findings) const {
    const auto* const record = examined.record;
    // The index is of the whole log: a scan that stops at an earlier moment cannot be compared with it.
    if (!record || !record->index || std::ssize(record->events) != record->last_seq + 1) return;
    const auto differs = store::difference(*record->index, store::index_of_case(record->events, examined.view));
    if (!differs.empty()) find(findings, examined.facts.reference, differs);
}

void EntriesMissing::examine_whole(const WholeExamined& whole, Findings& findings) const {
    if (whole.entries_given < whole.entries_sealed)
        find(findings, "",
             fmt::format("the last seal covers {} entries, and only {} were given", whole.entries_sealed,
                         whole.entries_given));
    if (whole.complete && whole.entries_read < whole.entries_given)
        find(findings, "",
             fmt::format("{} entries were given, and {} can be read", whole.entries_given, whole.entries_read));
}

}  // namespace ehcp::reporting
