#pragma once
// Checkers of the record itself: that nothing is gone, and that the index says what the log says.
// A broken chain the scan itself notes.

#include "core/reporting/integrity/checker.hpp"

namespace ehcp::reporting {

class IndexDrift : public Checker {
public:
    constexpr IndexDrift()
        : Checker("index-drift", Severity::fault,
                  "Run `ehcp rebuild`, and report what differed: it must never happen.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

/// The newest entries can be taken away without breaking a chain; then fewer are left than numbers were given or
/// sealed.
class EntriesMissing : public Checker {
public:
    constexpr EntriesMissing()
        : Checker("entries-missing", Severity::fault,
                  "Run `ehcp verify`, which names the case, and restore from the last good backup.") {}
    void examine_whole(const WholeExamined& whole, Findings& findings) const override;
};

}  // namespace ehcp::reporting
