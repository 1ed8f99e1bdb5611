#include "core/exchange/feeds/ical.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::exchange {
namespace {

constexpr std::size_t octets_of_a_line = 75;  // RFC 5545, 3.1, the CRLF not counted

bool is_within_a_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Goes on in the next line after a space, which counts.
void write_line(std::string_view line, std::string& out) {
    auto room = octets_of_a_line;
    while (line.size() > room) {
        auto end = room;
        while (end > 0 && is_within_a_letter(line[end])) --end;
        out.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = octets_of_a_line - 1;
    }
    out.append(line).append("\r\n");
}

/// RFC 5545, 3.3.11: backslash, semicolon, comma and line break; other control characters may not be there at all.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            out += c;
    }
    return out;
}

/// "20260223"
std::string date_text(Day day) {
    auto text = text_of(day);
    std::erase(text, '-');
    return text;
}

/// "20260223T093000Z"
std::string moment_text(Instant moment) {
    auto text = text_of(moment);
    std::erase(text, '-');
    std::erase(text, ':');
    return text;
}

}  // namespace

std::string render_ical(const Calendar& calendar, Instant stamp) {
    std::string out;
    const auto line = [&](std::string_view text) { write_line(text, out); };
    const auto name = escaped(calendar.name);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//ehcp//Deadlines//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line("NAME:" + name);
    line("X-WR-CALNAME:" + name);
    line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    line("X-PUBLISHED-TTL:PT1H");
    for (const auto& event : calendar.events) {
        line("BEGIN:VEVENT");
        line("UID:" + escaped(event.uid));
        line("DTSTAMP:" + moment_text(stamp));
        line(fmt::format("SEQUENCE:{}", event.sequence));
        line("DTSTART;VALUE=DATE:" + date_text(event.on));
        line("DTEND;VALUE=DATE:" + date_text(event.on + days{1}));  // the day after: not included
        line("SUMMARY:" + escaped(event.summary));
        line("CLASS:PRIVATE");
        line("TRANSP:TRANSPARENT");  // a deadline does not make its day busy
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    return out;
}

}  // namespace ehcp::exchange
