#include "core/time/day.hpp"

#include <array>
#include <cstdio>

namespace ehcp {
namespace {

constexpr std::array month_names = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};

std::optional<unsigned> number(std::string_view digits) {
    unsigned value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

}  // namespace

std::optional<Day> day_from(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = number(text.substr(0, 4));
    const auto m = number(text.substr(5, 2));
    const auto d = number(text.substr(8, 2));
    if (!y || !m || !d || *y < 1900 || *y > 2199) return std::nullopt;
    const auto ymd = date::year{static_cast<int>(*y)} / static_cast<int>(*m) / static_cast<int>(*d);
    if (!ymd.ok()) return std::nullopt;
    return Day{ymd};
}

std::string text_of(Day day) {
    const auto ymd = parts_of(day);
    const auto y = static_cast<unsigned>(static_cast<int>(ymd.year()));
    const auto m = static_cast<unsigned>(ymd.month());
    const auto d = static_cast<unsigned>(ymd.day());
    const auto digit = [](unsigned n) { return static_cast<char>('0' + n % 10); };
    return {digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(d / 10), digit(d)};
}

std::string long_text_of(Day day) {
    const auto ymd = parts_of(day);
    return std::to_string(static_cast<unsigned>(ymd.day())) + ' ' + month_names[static_cast<unsigned>(ymd.month()) - 1] + ' ' +
           std::to_string(static_cast<int>(ymd.year()));
}

std::optional<Instant> instant_from(std::string_view text) {
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return std::nullopt;
    const auto day = day_from(text.substr(0, 10));
    const auto h = number(text.substr(11, 2));
    const auto m = number(text.substr(14, 2));
    const auto s = number(text.substr(17, 2));
    if (!day || !h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
    return Instant{date::sys_days{day->time_since_epoch()}} + std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
}

std::string text_of(Instant moment) {
    const auto day = date::floor<days>(moment);
    const auto clock = date::hh_mm_ss{moment - day};
    std::array<char, 16> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text_of(Day{day.time_since_epoch()}) + time.data();
}

}  // namespace ehcp
