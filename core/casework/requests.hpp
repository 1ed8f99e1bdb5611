#pragma once
// A setting's own requests: where each stands, what comes next and what is asked of the setting. Nothing of another
// setting's: a request that does not concern it is not there, in the words that an unknown reference gets.

#include "core/casework/search.hpp"
#include "core/casework/status.hpp"

namespace ehcp::casework {

struct RequestRow {
    store::FoundCase found;
    Status status;
};
struct RequestsOf {
    std::string setting = {};
    std::string name = {};    ///< the beginning of the child's last name; empty: any
    std::string cursor = {};  ///< the number of a case
    int limit = 25;
};
/// Those that the setting made, the newest first.
Result<Page<RequestRow>> requests_of_setting(store::Reader& reader, const RequestsOf& which,
                                             const WorkingCalendar& calendar, Day today);

struct RequestOfSetting {
    OpenCase opened;
    store::Person child;
    Status status;
};
/// One that concerns the setting, whoever made it.
Result<RequestOfSetting> request_of_setting(store::Reader& reader, std::string_view setting, std::string_view reference,
                                            const WorkingCalendar& calendar, Day today);

/// What a setting is told when its request has come in.
struct Receipt {
    struct Date {
        ClockId clock;
        std::optional<Day> due_on;
        std::string working;  ///< "6 weeks after 12 January 2026, that day not counted"
    };
    std::string reference;
    Day received_on{};
    std::vector<Date> dates;           ///< what the law now gives, the earliest first
    std::vector<std::string> missing;  ///< as missing_items
    std::vector<std::string> others;   ///< other files that may be of this child, and concern the setting too
};
/// Of a request that the setting made.
Result<Receipt> receipt_of(store::Reader& reader, std::string_view setting, std::string_view reference,
                           const WorkingCalendar& calendar);

}  // namespace ehcp::casework
