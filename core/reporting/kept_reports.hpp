#pragma once
// The reports of the last night as it kept them: what pages, and the API when asked for that night, show without
// reading the caseload. Written as JSON with the night, read back once and then held in memory until another night is
// finished. KeptReports is shared by all threads.

#include <map>
#include <memory>
#include <mutex>

#include "core/reporting/query.hpp"
#include "core/reporting/report.hpp"
#include "core/store/nights.hpp"

namespace ehcp::reporting {

/// By what the kept reports are split, beside not at all. Not everything is: lists of cases are asked of the record
/// (core/casework/night_lists.hpp).
inline constexpr std::array kept_breaches_by = {By::team, By::caseworker, By::setting, By::adviser,
                                                By::sex,  By::need,       By::age};
inline constexpr std::array kept_timeliness_by = {By::team, By::caseworker, By::setting, By::month,
                                                  By::year, By::sex,        By::need,    By::age};
/// How many whole years before its own the split by year looks back.
inline constexpr int years_kept = 6;
/// For how long the tables of a night are kept; those by caseworker and setting, and the waits, of the newest night
/// only.
inline constexpr days nights_kept{400};

/// A report as a line of JSON, and back: cell for cell the same. Throws std::runtime_error when it is no such line.
std::string kept_text(const Report& report);
Report report_from_kept(std::string_view text);

/// "timeliness" by month: how it is asked for.
struct KeptName {
    std::string name;
    std::optional<By> by = {};
    std::string split() const { return by ? std::string(token(*by)) : std::string(); }
    friend bool operator==(const KeptName&, const KeptName&) = default;
};
/// Writes those that differ from what is kept of that night, and forgets what has been kept long enough. True when
/// there were any.
bool keep_reports(store::Transaction& transaction, Day night, const std::vector<std::pair<KeptName, Report>>& reports);

class KeptReports {
public:
    /// The last night that is finished; none when there was none.
    static std::optional<store::Night> night(store::Reader& reader) { return store::last_finished_night(reader); }

    /// Of that night, which must be the last; null when it kept none under that name.
    std::shared_ptr<const Report> find(store::Reader& reader, const store::Night& night, const KeptName& name);

private:
    std::mutex mutex_;
    Day day_{};
    std::optional<Instant> finished_at_;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Report>> reports_;  ///< by name and split
};

}  // namespace ehcp::reporting
