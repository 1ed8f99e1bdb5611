#include "core/exchange/school_year.hpp"

namespace ehcp::exchange {
namespace {

Day first_on_or_after(date::weekday wanted, Day day) { return day + (wanted - date::weekday{day}); }

/// The Gregorian reckoning of Easter Sunday (Meeus, Jones and Butcher).
Day easter_of(date::year year) {
    const int y = static_cast<int>(year);
    const int a = y % 19, b = y / 100, c = y % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return Day{year / (n / 31) / (n % 31 + 1)};
}

}  // namespace

Holiday summer_holiday(date::year year, int variant) {
    return {first_on_or_after(date::Wednesday, Day{year / 7 / 20}) + days{variant % 3},
            first_on_or_after(date::Tuesday, Day{year / 9 / 1}) + days{variant % 3}};
}

std::array<Holiday, 3> school_holidays(date::year year, int variant) {
    const auto easter = easter_of(year);
    return {Holiday{easter - days{6}, easter + days{9}}, summer_holiday(year, variant),
            Holiday{first_on_or_after(date::Monday, Day{year / 12 / 20}), first_on_or_after(date::Monday, Day{(year + date::years{1}) / 1 / 3}) + days{variant % 2}}};
}

}  // namespace ehcp::exchange
