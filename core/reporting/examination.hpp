#pragma once
// The checkers of integrity/ put to every case of a scan, on its threads: how often each found something, and the first
// cases of each, so that a fault in all of England fits into a report.

#include "core/reporting/integrity/checker.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

class Examination {
public:
    /// How many findings of one checker are named; all are counted.
    static constexpr std::size_t named = 500;

    Examination(const Registers& registers, Day as_of);
    void examine(const SeenCase& seen);
    void examine(const WholeExamined& whole);
    void add(const UnfoldedCase& unfolded);
    void merge(const Examination& other);

    std::int64_t faults() const { return count(Severity::fault); }
    std::int64_t attentions() const { return count(Severity::attention); }
    /// Those that are named.
    const Findings& findings() const { return findings_; }

    Table checks() const;
    Table list() const;

private:
    std::int64_t count(Severity severity) const;
    void note(std::size_t checker);

    const Registers& registers_;
    Day as_of_;
    std::vector<std::int64_t> found_;  ///< by the number of the checker
    Findings findings_, new_;
};

}  // namespace ehcp::reporting
