#pragma once
// The fold: a case's log into its procedures, clocks and problems. It interprets the rows of core/law and knows no
// procedure by name. One Fold per thread; it keeps its buffers, so that folding allocates only while they grow.

#include "core/engine/exemptions.hpp"

namespace ehcp {

class Fold {
public:
    explicit Fold(const WorkingCalendar& calendar) : calendar_(calendar) {}

    /// Applies the events by `on`, then by position, after their corrections; event n is `log[n]`. Refuses what cannot have
    /// happened: a completed act after `as_of`, an event that no procedure can take. `view` is only valid on success and
    /// refers into `log`.
    Result<void> operator()(std::span<const Event> log, std::span<const Closure> closures, Day as_of, CaseView& view);

private:
    friend class Folding;
    struct Entry {
        const Event* event;
        int number;
    };

    const WorkingCalendar& calendar_;
    std::vector<Entry> entries_;
    std::vector<int> open_clocks_;
    std::vector<int> ended_;
    std::vector<AskedSetting> asked_;
    std::vector<MissedAppointment> missed_;
};

/// What the log would let happen next: every event type that some procedure could take, whatever its fields.
std::vector<EventType> possible_events(const CaseView& view, Day as_of);

}  // namespace ehcp
