#include "core/exchange/bring/date_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ehcp::exchange {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
// Two digits: a date of birth or of a plan, so up to 2069 and from 1970.
constexpr int first_short_year = 70;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Takes `least` to `most` digits off the front; -1 where there are none.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int number = 0;
    while (length < most && length < text.size() && is_digit(text[length]))
        number = number * 10 + (text[length++] - '0');
    if (length < least) return -1;
    text.remove_prefix(length);
    return number;
}

/// "Feb", "Sept" or "February".
int take_month_name(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_letter(text[length])) ++length;
    if (length < 3) return -1;
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (length > months[i].size()) continue;
        if (!std::equal(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), months[i].begin(),
                        [](char a, char b) { return lower(a) == b; }))
            continue;
        text.remove_prefix(length);
        return static_cast<int>(i) + 1;
    }
    return -1;
}

/// Nothing, or " 00:00", "T09:30:00", "09:30:00.000Z", " 9:30 AM": only what can stand in a time.
bool is_time_of_day(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() != ' ' && text.front() != 'T') return false;
    bool colon = false;
    for (const char c : text.substr(1)) {
        if (c == ':')
            colon = true;
        else if (!is_digit(c) && c != '.' && c != ' ' && c != 'Z' && c != 'A' && c != 'P' && c != 'M' && c != '+')
            return false;
    }
    return colon;
}

}  // namespace

Result<DateFormat> DateFormat::parse(std::string_view text) {
    DateFormat format;
    format.text_ = text;
    const auto refuse = [&](std::string_view why) {
        return Error{
            Refusal::bad_value,
            fmt::format("'{}' is no form of a date: {}; write it as DD/MM/YYYY, YYYY-MM-DD or D MMM YYYY", text, why),
            "dates"};
    };
    if (text.size() > 40) return refuse("it is too long");
    int years = 0, months_seen = 0, days_seen = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (!is_letter(c)) {
            if (is_digit(c)) return refuse("it has a digit");
            format.pieces_.push_back({Part::literal, c});
            ++i;
            continue;
        }
        const auto length = std::min(text.find_first_not_of(c, i), text.size()) - i;
        i += length;
        if (c == 'Y' && (length == 4 || length == 2)) {
            format.pieces_.push_back({length == 4 ? Part::year : Part::short_year, 0});
            ++years;
        } else if (c == 'M' && length <= 4) {
            format.pieces_.push_back({length <= 2 ? Part::month : Part::month_name, 0});
            ++months_seen;
        } else if (c == 'D' && length <= 2) {
            format.pieces_.push_back({Part::day, 0});
            ++days_seen;
        } else {
            return refuse(fmt::format("'{}' means nothing in it", text.substr(i - length, length)));
        }
    }
    if (years != 1 || months_seen != 1 || days_seen != 1) return refuse("it names year, month and day once each");
    return format;
}

std::optional<Day> DateFormat::read(std::string_view text) const {
    int year = -1, month = -1, day = -1;
    for (const auto& piece : pieces_) {
        switch (piece.part) {
            case Part::literal:
                if (text.empty() || text.front() != piece.literal) return std::nullopt;
                text.remove_prefix(1);
                break;
            case Part::year:
                year = take_number(text, 4, 4);
                break;
            case Part::short_year:
                year = take_number(text, 2, 2);
                if (year >= 0) year += year < first_short_year ? 2000 : 1900;
                break;
            case Part::month:
                month = take_number(text, 1, 2);
                break;
            case Part::month_name:
                month = take_month_name(text);
                break;
            case Part::day:
                day = take_number(text, 1, 2);
                break;
        }
    }
    if (!is_time_of_day(text) || month < 0 || day < 0 || year < 0) return std::nullopt;
    return day_from(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

bool DateFormat::contradicts(const DateFormat& other) const {
    constexpr auto has_two_digits = [](Part part) {
        return part == Part::day || part == Part::month || part == Part::short_year;
    };
    bool differ = false;
    if (pieces_.size() != other.pieces_.size()) return false;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const auto &mine = pieces_[i], &theirs = other.pieces_[i];
        if (mine.part == theirs.part && mine.literal == theirs.literal) continue;
        if (!has_two_digits(mine.part) || !has_two_digits(theirs.part)) return false;
        differ = true;
    }
    return differ;
}

std::optional<Day> read_date(std::string_view text, const std::vector<DateFormat>& formats) {
    for (const auto& format : formats) {
        if (const auto day = format.read(text)) return day;
    }
    if (text.size() > 10 && is_time_of_day(text.substr(10))) text = text.substr(0, 10);
    return day_from(text);
}

}  // namespace ehcp::exchange
