#include "service/access/view_log.hpp"

#include <fmt/format.h>

#include <mutex>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ehcp::access {

struct ViewLog::Waiting {
    struct Seen {
        store::CaseId id;
        store::FileView view;
    };

    std::mutex mutex;
    std::vector<Seen> seen;
    bool submitted = false;
    std::int64_t minute = 0;
    std::unordered_set<std::string> this_minute;

    /// Whether a command must be submitted for it: none is under way.
    bool add(store::CaseId id, store::FileView view) {
        const std::lock_guard lock(mutex);
        if (const auto now = view.at.time_since_epoch().count() / 60; std::exchange(minute, now) != now)
            this_minute.clear();
        auto once = fmt::format("{}\n{}\n{}\n{}", id.value, view.who, view.role, view.how);
        if (!this_minute.insert(std::move(once)).second) return false;
        seen.push_back({id, std::move(view)});
        return !std::exchange(submitted, true);
    }
    std::vector<Seen> take() {
        const std::lock_guard lock(mutex);
        submitted = false;
        return std::exchange(seen, {});
    }
};

ViewLog::ViewLog(store::Writer& writer) : writer_(writer), waiting_(std::make_shared<Waiting>()) {}

void ViewLog::note(store::CaseId id, store::FileView view) {
    if (!waiting_->add(id, std::move(view))) return;
    writer_.submit([waiting = waiting_](store::Transaction& transaction) -> Result<std::size_t> {
        const auto seen = waiting->take();
        for (const auto& [case_id, each] : seen) store::note_file_view(transaction, case_id, each);
        return seen.size();
    });
}

}  // namespace ehcp::access
