#include "service/web/manager/manager_desk.hpp"

#include "core/store/registers.hpp"

namespace ehcp::web {

namespace {

/// Addresses differ by what somebody chose to compare with: no reader fills the memory with them.
constexpr std::size_t most_contents = 200;

}  // namespace

const exchange::PublishedFigures& ManagerDesk::figures() {
    const std::scoped_lock held(mutex_);
    if (!figures_)
        figures_ = std::make_unique<const exchange::PublishedFigures>(exchange::PublishedFigures::read(folder_));
    return *figures_;
}

/// Lets go of what is of another night. Under the lock.
void ManagerDesk::begin(const store::Night& night) {
    if (day_ == night.day && finished_at_ == night.finished_at) return;
    contents_.clear();
    names_ = nullptr;
    day_ = night.day;
    finished_at_ = night.finished_at;
}

std::shared_ptr<const Names> ManagerDesk::names(store::Reader& reader, const store::Night& night) {
    {
        const std::scoped_lock held(mutex_);
        begin(night);
        if (names_) return names_;
    }
    const auto names = std::make_shared<Names>();
    for (const auto& setting : store::all_settings(reader)) names->settings.emplace(setting.urn, setting.name);
    for (const auto& each : store::all_caseworkers(reader)) names->caseworkers.emplace(each.code, each.name);
    const std::scoped_lock held(mutex_);
    begin(night);
    return names_ = names;
}

std::shared_ptr<const std::string> ManagerDesk::content(const store::Night& night, const std::string& key,
                                                        const std::function<std::string()>& make) {
    {
        const std::scoped_lock held(mutex_);
        begin(night);
        if (const auto found = contents_.find(key); found != contents_.end()) return found->second;
    }
    const auto made = std::make_shared<const std::string>(make());
    const std::scoped_lock held(mutex_);
    begin(night);
    if (contents_.size() >= most_contents) contents_.clear();
    contents_[key] = made;
    return made;
}

}  // namespace ehcp::web
