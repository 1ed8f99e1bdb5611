#pragma once
// Checkers of clocks: that what lives is watched, and what is over is not.

#include "core/reporting/integrity/checker.hpp"

namespace ehcp::reporting {

/// Work that no clock watches is forgotten.
class LiveCaseWithoutOpenClock : public Checker {
public:
    constexpr LiveCaseWithoutOpenClock()
        : Checker("live-case-without-open-clock", Severity::fault,
                  "Open the case and record what happened last, or put right the entry that stopped its clocks.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

class ClosedCaseWithOpenClock : public Checker {
public:
    constexpr ClosedCaseWithOpenClock()
        : Checker(
              "closed-case-with-open-clock", Severity::fault,
              "Run `ehcp clocks` on the case's events and report the clock: the law's table must say how it ends.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

class CalendarHorizon : public Checker {
public:
    /// A plan's next review lies a year ahead.
    static constexpr days least{400};
    constexpr CalendarHorizon()
        : Checker("calendar-horizon", Severity::fault,
                  "Add the coming years' bank holidays to schemas/calendars/england-and-wales.json.") {}
    void examine_whole(const WholeExamined& whole, Findings& findings) const override;
};

}  // namespace ehcp::reporting
