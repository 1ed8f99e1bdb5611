#pragma once
// The people of a return, drawn from the record a thousand cases at a time on several threads, and handed over in the
// order of the record: memory stays flat whatever the caseload.

#include <deque>
#include <functional>
#include <future>

#include "core/exchange/sen2/derive.hpp"
#include "core/store/readers.hpp"
#include "core/store/scan.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::exchange::sen2 {

struct Drawn {
    std::vector<Element> people = {};
    std::vector<std::string> unfolded = {};  ///< references of cases that could not be read: left out
};

class Gathering {
public:
    /// `known_until`: what is entered while the return is drawn is left out of it.
    Gathering(store::Readers& readers, const WorkingCalendar& calendar, const Layout& layout, Day today,
              Instant known_until, int threads = 2);
    ~Gathering();

    /// `make(Drawn) -> T` runs on the threads, `take(T)` here, in order.
    template <class Make, class Take>
    void run(Make make, Take take) {
        std::deque<std::future<std::invoke_result_t<Make&, Drawn>>> under_way;
        for (std::size_t next = 0; next < ranges_.size() || !under_way.empty();) {
            while (next < ranges_.size() && under_way.size() <= threads_) {
                under_way.push_back(std::async(std::launch::async, [&, at = next] { return make(draw(ranges_[at])); }));
                ++next;
            }
            auto made = under_way.front().get();
            under_way.pop_front();
            take(std::move(made));
        }
    }

private:
    struct Shared;
    Drawn draw(store::ScanRange range) const;

    store::Readers& readers_;
    const WorkingCalendar& calendar_;
    const Layout& layout_;
    Day today_;
    Instant known_until_;
    std::size_t threads_;
    std::vector<store::ScanRange> ranges_;
    std::unique_ptr<const Shared> shared_;
};

}  // namespace ehcp::exchange::sen2
