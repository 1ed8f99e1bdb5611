#pragma once
// GOV.UK's bank holidays as JSON (https://www.gov.uk/bank-holidays.json): the events of the division
// "england-and-wales".

#include <vector>

#include "core/engine/result.hpp"
#include "core/time/day.hpp"

namespace ehcp::exchange {

struct PublishedHoliday {
    Day day{};
    std::string title;
    friend bool operator==(const PublishedHoliday&, const PublishedHoliday&) = default;
};

/// By date, each day once. Refuses, with the number of the event, what is not as published.
Result<std::vector<PublishedHoliday>> read_bank_holidays(std::string_view bytes, std::string_view name);

}  // namespace ehcp::exchange
