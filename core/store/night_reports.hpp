#pragma once
// The tables of a night's reports, as the night wrote them: JSON that this layer does not read
// (core/reporting/kept_reports). Those that last are kept for the nights of a year and more, the long ones only of the
// newest night, so that the record does not grow by them without end.

#include <string_view>

#include "core/store/reader.hpp"
#include "core/time/day.hpp"

namespace ehcp::store {

struct NightReport {
    Day day{};
    std::string name = {};   ///< of the report: "timeliness"
    std::string split = {};  ///< by what its lines are told apart: "team"; empty: the report itself
    bool lasting = false;
    std::string body = {};
};
/// In place of what that night had kept under that name.
void keep_night_report(Transaction& transaction, const NightReport& report);
/// Its body; nothing when none is kept.
std::optional<std::string> night_report(Reader& reader, Day day, std::string_view name, std::string_view split);
/// Takes away what is not lasting of the nights before `newest`, and everything of those before `oldest`.
void forget_night_reports(Transaction& transaction, Day newest, Day oldest);

}  // namespace ehcp::store
