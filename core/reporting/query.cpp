#include "core/reporting/query.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace ehcp::reporting {
namespace {

class Splits {
public:
    constexpr Splits(std::initializer_list<By> list) {
        for (const By by : list) bits_ |= 1U << index_of(by);
    }
    constexpr bool has(By by) const { return (bits_ >> index_of(by) & 1U) != 0; }

private:
    unsigned bits_ = 0;
};

/// A caseload standing still has no months, and only work in hand has a stage or an adviser.
Splits splits_of(ReportName name) {
    using enum By;
    switch (name) {
        case ReportName::timeliness:
            return {team, caseworker, setting, adviser, month, year, sex, need, age};
        case ReportName::breaches:
            return {team, caseworker, setting, adviser, month, sex, need, age};
        case ReportName::bottlenecks:
            return {team, caseworker, setting, adviser, stage, sex, need, age};
        case ReportName::longest_waits:
            return {team, caseworker, setting, stage, sex, need, age};
    }
    return {};
}

}  // namespace

Result<void> check(ReportName name, const Query& query) {
    if (query.from > query.to)
        return Error{
            Refusal::bad_value,
            fmt::format("the window ends on {}, before it begins on {}", text_of(query.to), text_of(query.from)), "to"};
    if (query.by && !splits_of(name).has(*query.by)) {
        std::string choices;
        for (const By by : all<By>())
            if (splits_of(name).has(by)) choices += (choices.empty() ? "" : ", ") + std::string(token(by));
        return Error{
            Refusal::bad_value,
            fmt::format("{} cannot be split by {}; choose one of {}", hyphen_token(name), token(*query.by), choices),
            "by"};
    }
    return {};
}

}  // namespace ehcp::reporting
