#include "core/reporting/examination.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {
namespace {

std::size_t number_of(std::string_view check) {
    const auto checkers = all_checkers();
    return static_cast<std::size_t>(
        std::ranges::find(checkers, check, [](const Checker* each) { return each->name(); }) - checkers.begin());
}

}  // namespace

Examination::Examination(const Registers& registers, Day as_of)
    : registers_(registers), as_of_(as_of), found_(all_checkers().size()) {}

void Examination::note(std::size_t checker) {
    for (Finding& finding : new_) {
        if (found_[checker]++ < static_cast<std::int64_t>(named)) findings_.push_back(std::move(finding));
    }
    new_.clear();
}

void Examination::examine(const SeenCase& seen) {
    const std::function<bool(std::int64_t, int)> has_evidence = [&](std::int64_t id, int event) {
        const auto log = store::load_log(seen.reader, {id}, store::Texts::included);
        return !log.events.at(static_cast<std::size_t>(event)).text(Field::evidence).empty();
    };
    const CaseExamined examined{seen.facts, seen.view, as_of_, registers_, &seen.record, has_evidence};
    const auto checkers = all_checkers();
    for (std::size_t i = 0; i < checkers.size(); ++i) {
        checkers[i]->examine(examined, new_);
        if (!new_.empty()) note(i);
    }
}

void Examination::examine(const WholeExamined& whole) {
    const auto checkers = all_checkers();
    for (std::size_t i = 0; i < checkers.size(); ++i) {
        checkers[i]->examine_whole(whole, new_);
        if (!new_.empty()) note(i);
    }
}

void Examination::add(const UnfoldedCase& unfolded) {
    new_.push_back(finding_of(unfolded));
    note(number_of(new_.back().check));
}

void Examination::merge(const Examination& other) {
    auto room = found_;
    for (std::size_t i = 0; i < found_.size(); ++i) found_[i] += other.found_[i];
    for (const Finding& finding : other.findings_)
        if (room[number_of(finding.check)]++ < static_cast<std::int64_t>(named)) findings_.push_back(finding);
}

std::int64_t Examination::count(Severity severity) const {
    std::int64_t total = 0;
    for (std::size_t i = 0; i < found_.size(); ++i)
        if (all_checkers()[i]->severity() == severity) total += found_[i];
    return total;
}

Table Examination::checks() const {
    using enum Column::Type;
    Table table(
        "checks", "What was checked",
        {{"check", "Check", text}, {"severity", "If found", text}, {"found", "Found"}, {"remedy", "What to do", text}});
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Checker& checker = *all_checkers()[i];
        table.add_row(checker.name(), token(checker.severity()), found_[i], checker.remedy());
    }
    table.notes = {
        "A fault means that the record or a date cannot be relied on until it is put right; the run then ends with "
        "status 1."};
    return table;
}

Table Examination::list() const {
    using enum Column::Type;
    Table table("findings", "What was found",
                {{"check", "Check", text},
                 {"reference", "Case", text},
                 {"event", "Event"},
                 {"message", "What is wrong", text},
                 {"remedy", "What to do", text}});
    auto sorted = findings_;
    std::ranges::stable_sort(sorted, {}, [](const Finding& finding) {
        return std::pair{number_of(finding.check), finding.reference};
    });
    for (const Finding& finding : sorted)
        table.add_row(finding.check, finding.reference, finding.event, finding.message, finding.remedy);
    table.notes = {fmt::format("Of one check, the first {} are named.", named)};
    return table;
}

}  // namespace ehcp::reporting
