#include "core/exchange/feeds/ical.hpp"

#include <libical/ical.h>

#include <catch2/catch.hpp>
#include <memory>

#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

const auto stamp = moment("2026-03-02T10:00:00Z");

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
/// As another program reads it.
std::unique_ptr<icalcomponent, Free> parsed(const std::string& text) {
    return std::unique_ptr<icalcomponent, Free>(icalparser_parse_string(text.c_str()));
}
icalcomponent* event(icalcomponent* calendar) { return icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); }

Calendar sample(std::string summary) {
    return {.name = "EHC deadlines: Team North; East, West",
            .events = {{.uid = "EHC-2026-000001.0.decide-to-assess@E06000023.ehcp",
                        .summary = std::move(summary),
                        .on = day("Mon 2026-02-23"),
                        .sequence = 3}}};
}

}  // namespace

TEST_CASE("a calendar is what another program reads: whole days, names, what changes and what does not", "[exchange][ical]") {
    const auto text = render_ical(sample("EHC-2026-000001: Decide whether to assess"), stamp);
    const auto calendar = parsed(text);
    REQUIRE(calendar);
    CHECK(icalcomponent_isa(calendar.get()) == ICAL_VCALENDAR_COMPONENT);
    CHECK(icalcomponent_count_errors(calendar.get()) == 0);
    CHECK(icalcomponent_get_method(calendar.get()) == ICAL_METHOD_PUBLISH);
    CHECK(icalcomponent_count_components(calendar.get(), ICAL_ANY_COMPONENT) == 1);
    auto* const one = event(calendar.get());
    CHECK(std::string(icalcomponent_get_uid(one)) == "EHC-2026-000001.0.decide-to-assess@E06000023.ehcp");
    CHECK(std::string(icalcomponent_get_summary(one)) == "EHC-2026-000001: Decide whether to assess");
    CHECK(icalcomponent_get_sequence(one) == 3);
    const auto begins = icalcomponent_get_dtstart(one);
    const auto ends = icalcomponent_get_dtend(one);
    CHECK(begins.is_date == 1);
    CHECK(std::tuple(begins.year, begins.month, begins.day) == std::tuple(2026, 2, 23));
    CHECK(std::tuple(ends.year, ends.month, ends.day) == std::tuple(2026, 2, 24));
    CHECK(icaltime_as_timet(icalcomponent_get_dtstamp(one)) == stamp.time_since_epoch().count());
    for (const auto* line : {"NAME:EHC deadlines: Team North\\; East\\, West\r\n", "X-WR-CALNAME:EHC deadlines: Team North\\; East\\, West\r\n",
                             "PRODID:-//ehcp//Deadlines//EN\r\n", "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", "DTSTART;VALUE=DATE:20260223\r\n"})
        CHECK(text.find(line) != std::string::npos);
}

TEST_CASE("no line has more than 75 octets, ends but in CRLF, or breaks a letter", "[exchange][ical]") {
    for (std::size_t shift = 0; shift < 5; ++shift) {
        std::string summary(shift, 'x');
        for (int i = 0; i < 60; ++i) summary += "é€😀";  // of two, three and four octets
        const auto text = render_ical(sample(summary), stamp);
        for (std::size_t start = 0; start < text.size();) {
            const auto end = text.find("\r\n", start);
            REQUIRE(end != std::string::npos);
            CHECK(end - start <= 75);
            const auto first = static_cast<unsigned char>(text[start + (text[start] == ' ' ? 1 : 0)]);
            CHECK((first & 0xC0U) != 0x80U);
            start = end + 2;
        }
        CHECK(std::string(icalcomponent_get_summary(event(parsed(text).get()))) == summary);
    }
}

TEST_CASE("a line of exactly 75 octets is one line", "[exchange][ical]") {
    const std::string summary(75 - std::string("SUMMARY:").size(), 'x');
    CHECK(render_ical(sample(summary), stamp).find("SUMMARY:" + summary + "\r\n") != std::string::npos);
    CHECK(render_ical(sample(summary + "y"), stamp).find("SUMMARY:" + summary + "\r\n y\r\n") != std::string::npos);
}

TEST_CASE("a text cannot end its line and begin another property", "[exchange][ical]") {
    const std::string hostile = "a\r\nEND:VEVENT\r\nBEGIN:VALARM; b, c\\n\x01";
    const auto text = render_ical(sample(hostile), stamp);
    CHECK(text.find("\r\nBEGIN:VALARM") == std::string::npos);
    const auto calendar = parsed(text);
    CHECK(icalcomponent_count_components(calendar.get(), ICAL_ANY_COMPONENT) == 1);
    CHECK(std::string(icalcomponent_get_summary(event(calendar.get()))) == "a\nEND:VEVENT\nBEGIN:VALARM; b, c\\n");
}

TEST_CASE("a calendar without events is a calendar", "[exchange][ical]") {
    const auto calendar = parsed(render_ical({.name = "Nothing", .events = {}}, stamp));
    REQUIRE(calendar);
    CHECK(icalcomponent_count_components(calendar.get(), ICAL_ANY_COMPONENT) == 0);
}
