#pragma once
// What the manager's pages have at hand beside the desk's: the tables that the last night kept, the published figures,
// names for the codes in the tables, and the pages made of them. All of it is held until another night is finished, so
// that a page costs its layout and its compression. Shared by all threads.

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/exchange/published_figures.hpp"
#include "core/reporting/kept_reports.hpp"

namespace ehcp::web {

/// What people call those who stand in the tables by a code.
struct Names {
    std::map<std::string, std::string, std::less<>> settings, caseworkers;
};

class ManagerDesk {
public:
    explicit ManagerDesk(std::filesystem::path figures) : folder_(std::move(figures)) {}

    std::shared_ptr<const reporting::Report> kept(store::Reader& reader, const store::Night& night,
                                                  const reporting::KeptName& name) {
        return kept_.find(reader, night, name);
    }
    /// Read when first asked for. Throws, naming the file, where one is missing.
    const exchange::PublishedFigures& figures();
    std::shared_ptr<const Names> names(store::Reader& reader, const store::Night& night);
    /// The content that was made under that key of what this night kept, or `make()`, which is then held.
    std::shared_ptr<const std::string> content(const store::Night& night, const std::string& key,
                                               const std::function<std::string()>& make);

    /// Taken by whoever reads the whole record for a list: one at a time, so that everybody else is still served.
    std::timed_mutex reading;

private:
    void begin(const store::Night& night);

    std::filesystem::path folder_;
    reporting::KeptReports kept_;
    std::mutex mutex_;
    std::unique_ptr<const exchange::PublishedFigures> figures_;
    Day day_{};
    std::optional<Instant> finished_at_;
    std::shared_ptr<const Names> names_;
    std::map<std::string, std::shared_ptr<const std::string>> contents_;
};

}  // namespace ehcp::web
