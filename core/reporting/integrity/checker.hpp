#pragma once
// What is looked for in every case and in the whole record each night. A checker is one small class: what is wrong, and
// what to do about it. A fault means that the record or the product cannot be relied on; what needs attention is only
// listed.

#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "core/reporting/caseload.hpp"

namespace ehcp::reporting {

EHCP_TOKENS(Severity, fault, attention);

struct Finding {
    std::string_view check;
    Severity severity;
    std::string reference;     ///< of the case; empty where it is not of one
    std::optional<int> event;  ///< its number
    std::string message;       ///< what is wrong, without personal data
    std::string_view remedy;   ///< what to do
};
using Findings = std::vector<Finding>;

/// What the authority knows beside its cases, for the whole night.
struct Registers {
    struct Owner {
        std::optional<Day> left_on;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, Owner, Hash, std::equal_to<>> caseworkers;
    std::unordered_set<std::string, Hash, std::equal_to<>> settings;
};
Registers read_registers(store::Reader& reader);

/// A case under examination.
struct CaseExamined {
    const CaseFacts& facts;
    const CaseView& view;
    Day as_of;
    const Registers& registers;
    const store::ScannedCase* record;  ///< none in tests that need none
    const std::function<bool(std::int64_t case_id, int event)>&
        has_evidence;  ///< whether an exemption's claim names any
};

/// The record as a whole.
struct WholeExamined {
    const WorkingCalendar& calendar;
    Day as_of;
    std::int64_t entries_read;    ///< events that the scan has seen
    std::int64_t entries_given;   ///< the running number of the last one entered
    std::int64_t entries_sealed;  ///< what the last seal covers; 0 where there is none
    bool complete;                ///< the scan left nothing out
};

class Checker {
public:
    constexpr Checker(std::string_view name, Severity severity, std::string_view remedy)
        : name_(name), severity_(severity), remedy_(remedy) {}
    Checker(const Checker&) = delete;
    Checker& operator=(const Checker&) = delete;
    virtual ~Checker() = default;

    std::string_view name() const { return name_; }
    Severity severity() const { return severity_; }
    std::string_view remedy() const { return remedy_; }

    /// Called for each case, from several threads.
    virtual void examine(const CaseExamined&, Findings&) const {}
    /// Called once a night.
    virtual void examine_whole(const WholeExamined&, Findings&) const {}

protected:
    void find(Findings& findings, std::string_view reference, std::string message,
              std::optional<int> event = {}) const {
        findings.push_back({name_, severity_, std::string(reference), event, std::move(message), remedy_});
    }

private:
    std::string_view name_;
    Severity severity_;
    std::string_view remedy_;
};

/// All of them, in the order in which they are listed to people.
std::span<const Checker* const> all_checkers();

/// What the scan itself notes, in the same form: a log that is broken, or that the fold refuses.
Finding finding_of(const UnfoldedCase& unfolded);

}  // namespace ehcp::reporting
