#include "core/exchange/bring/calendar_file.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>

#include "core/exchange/bring/text_encoding.hpp"
#include "core/json/utf8.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20;
constexpr std::size_t most_events = 5'000;
constexpr std::size_t longest_line = 10'000, longest_summary = 300;

struct Release {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Release>;

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return line;
}

bool is_tag(std::string_view line, std::string_view tag) {
    return line.size() == tag.size() && std::equal(line.begin(), line.end(), tag.begin(), [](char a, char b) {
               return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b;
           });
}

/// One event as its own small text, so that the library never meets more than one and each knows its line.
struct Piece {
    std::size_t line;
    std::string text;
};

class Splitter {
public:
    Splitter(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    Result<std::vector<Piece>> split() {
        bool in_calendar = false, ended = false;
        for (std::size_t number = 1; !text_.empty(); ++number) {
            const auto line = take_line();
            if (line.size() > longest_line)
                return Error{Refusal::too_large,
                             fmt::format("line {} of {} is longer than {} bytes", number, name_, longest_line), "FILE"};
            const auto tag = trimmed(line);
            if (!in_calendar) {
                if (tag.empty()) continue;
                if (!is_tag(tag, "BEGIN:VCALENDAR"))
                    return Error{Refusal::bad_value,
                                 fmt::format("{} is not a calendar: its first line is not BEGIN:VCALENDAR", name_),
                                 "FILE"};
                in_calendar = true;
                ended = false;
            } else if (is_tag(tag, "END:VCALENDAR")) {
                in_calendar = false;
                ended = true;
            } else if (is_tag(tag, "BEGIN:VEVENT")) {
                if (open_) return unfinished();
                if (pieces_.size() == most_events)
                    return Error{Refusal::too_large,
                                 fmt::format("{} has more than {} events; split it", name_, most_events), "FILE"};
                pieces_.push_back({number, std::string(tag) + "\r\n"});
                open_ = true;
            } else if (open_) {
                pieces_.back().text.append(line).append("\r\n");
                if (is_tag(tag, "END:VEVENT")) open_ = false;
            }
        }
        if (open_) return unfinished();
        if (!ended)
            return Error{Refusal::bad_value, fmt::format("{} does not end with END:VCALENDAR; is it cut short?", name_),
                         "FILE"};
        return std::move(pieces_);
    }

private:
    std::string_view take_line() {
        const auto end = text_.find('\n');
        auto line = text_.substr(0, end);
        text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }
    Error unfinished() const {
        return {
            Refusal::bad_value,
            fmt::format("the event on line {} of {} does not end; is the file cut short?", pieces_.back().line, name_),
            "FILE"};
    }

    std::string_view text_, name_;
    std::vector<Piece> pieces_;
    bool open_ = false;
};

std::optional<Day> day_of(const icaltimetype& time) {
    const date::year_month_day ymd{date::year{time.year}, date::month{static_cast<unsigned>(time.month)},
                                   date::day{static_cast<unsigned>(time.day)}};
    if (time.month < 1 || time.day < 1 || !ymd.ok() || time.year < 1900 || time.year > 2199) return std::nullopt;
    return Day{ymd};
}

/// A date, or midnight here, as some programs write whole days. Midnight in UTC is not midnight here half the year.
bool is_a_days_begin(const icaltimetype& time) {
    return time.is_date || (!icaltime_is_utc(time) && time.hour == 0 && time.minute == 0 && time.second == 0);
}

std::string summary_of(icalcomponent* event) {
    const char* const text = icalcomponent_get_summary(event);
    std::string summary = text ? text : "";
    for (auto& c : summary)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    if (summary.size() > longest_summary) {
        summary.resize(longest_summary);
        while (!is_utf8(summary)) summary.pop_back();
    }
    return summary;
}

Result<CalendarEntry> entry_of(const Piece& piece) {
    // The library wants the event's text to be writable by nobody, and gives a component of its own.
    const Component event(icalparser_parse_string(piece.text.c_str()));
    if (!event || icalcomponent_isa(event.get()) != ICAL_VEVENT_COMPONENT)
        return Error{Refusal::bad_value, "it cannot be read"};
    if (icalcomponent_get_first_property(event.get(), ICAL_RRULE_PROPERTY) ||
        icalcomponent_get_first_property(event.get(), ICAL_RDATE_PROPERTY))
        return Error{Refusal::bad_value, "it repeats; write each closure out as an event of its own"};
    auto* const start = icalcomponent_get_first_property(event.get(), ICAL_DTSTART_PROPERTY);
    auto* const end = icalcomponent_get_first_property(event.get(), ICAL_DTEND_PROPERTY);
    if (!start) return Error{Refusal::missing_field, "it has no DTSTART"};
    const auto from_time = icalproperty_get_dtstart(start);
    const auto from = day_of(from_time);
    if (!from) return Error{Refusal::bad_date, "its DTSTART is not a date"};
    if (!is_a_days_begin(from_time))
        return Error{Refusal::bad_value,
                     "it is of hours, not of whole days; only days on which a setting is closed count"};
    auto until = *from + days{1};
    if (end) {
        const auto end_time = icalproperty_get_dtend(end);
        const auto last = day_of(end_time);
        if (!last || !is_a_days_begin(end_time)) return Error{Refusal::bad_date, "its DTEND is not a date"};
        // Some programs write the first day as the end of an event of one day.
        if (*last < *from) return Error{Refusal::bad_date, "it ends before it begins"};
        until = std::max(*last, until);
    }
    return CalendarEntry{piece.line, summary_of(event.get()), *from, until};
}

}  // namespace

Result<CalendarFile> read_calendar_file(std::string_view bytes, std::string_view name) {
    if (bytes.size() > most_bytes)
        return Error{Refusal::too_large, fmt::format("{} is larger than {} MiB; split it", name, most_bytes >> 20),
                     "FILE"};
    const auto decoded = decode_text(bytes, name);
    if (decoded.has_error()) return decoded.error();
    auto pieces = Splitter(decoded->text, name).split();
    if (pieces.has_error()) return pieces.error();
    CalendarFile file;
    for (const auto& piece : *pieces) {
        const auto entry = entry_of(piece);
        if (entry.has_error())
            file.faults.push_back({piece.line, entry.error().message});
        else
            file.entries.push_back(*entry);
    }
    return file;
}

}  // namespace ehcp::exchange
