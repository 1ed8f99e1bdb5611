// Help is made from the law's tables: whatever they have, it explains, to anybody.

#include <catch2/catch.hpp>

#include "core/law/law.hpp"
#include "service/web/help/sentences.hpp"
#include "service/web/words.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

// As it stands in a page.
std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '\'')
            html += "&apos;";
        else
            html += c;
    }
    return html;
}

}  // namespace

TEST_CASE("every time limit has a page of its own, and is on the list", "[web][help]") {
    Site site;
    Browser browser(site);
    const auto list = browser.get("/help/clocks");
    for (const auto& rule : law::clocks) {
        const auto path = "/help/clocks/" + std::string(hyphen_token(rule.id));
        INFO(path);
        CHECK(has(list, path));
        const auto page = browser.get(path);
        CHECK(page.status == 200);
        CHECK(has(page, escaped(rule.provision)));
        CHECK(has(page, escaped(web::label_of(rule.confidence))));
        CHECK(has(page, escaped(web::length_of(rule))));
    }
    CHECK(browser.get("/help/clocks/no-such-limit").status == 404);
}

TEST_CASE("every exemption, stage, status, event, letter and problem is explained", "[web][help]") {
    Site site;
    Browser browser(site);
    const auto has_each = [&](const std::string& topic, const auto& list, auto words_of) {
        const auto page = browser.get("/help/" + topic);
        CHECK(page.status == 200);
        for (const auto& each : list) {
            INFO(topic << ": " << words_of(each));
            CHECK(has(page, escaped(words_of(each))));
        }
    };
    has_each("exemptions", law::limbs, [](const LimbRule& limb) { return std::string(limb.event); });
    has_each("exemptions", law::limbs,
             [](const LimbRule& limb) { return "id=\"" + std::string(token(limb.limb)) + "\""; });
    has_each("stages", law::steps, [](const Step& step) { return web::label_of(step.on); });
    has_each("stages", law::steps, [](const Step& step) { return std::string(step.provision); });
    has_each("statuses", all<ClockStatus>(), [](ClockStatus status) { return std::string(web::meaning_of(status)); });
    has_each("statuses", all<Confidence>(), [](Confidence sure) { return std::string(web::meaning_of(sure)); });
    has_each("events", all<EventType>(), [](EventType type) { return "id=\"" + std::string(token(type)) + "\""; });
    has_each("letters", law::notices, [](const NoticeRule& notice) { return std::string(notice.must_contain); });
    has_each("problems", law::problems, [](const ProblemRule& problem) { return std::string(problem.message); });
    has_each("decisions", law::readings, [](const Reading& reading) { return std::string(reading.says); });
    CHECK(has(browser.get("/help/terms"), "SENDIASS"));
    CHECK(browser.get("/help/nothing").status == 404);
}

TEST_CASE("every topic is reached from the first page of help", "[web][help]") {
    Site site;
    Browser browser(site);
    const auto index = browser.get("/help");
    CHECK(index.status == 200);
    for (const auto* const path :
         {"/help/clocks", "/help/exemptions", "/help/stages", "/help/statuses", "/help/events", "/help/letters",
          "/help/problems", "/help/terms", "/help/decisions", "/help/what-if"}) {
        INFO(path);
        CHECK(has(index, path));
        CHECK(browser.get(path).status == 200);
    }
}

TEST_CASE("what if a request arrived on a day: the dates are the engine's", "[web][help][what-if]") {
    Site site;
    Browser browser(site);
    for (const auto* const address :
         {"/help/what-if?received_on=2026-01-12",
          "/help/what-if?received_on-day=12&received_on-month=January&received_on-year=2026"}) {
        const auto page = browser.get(address);
        CHECK(page.status == 200);
        CHECK(has(page, "A request received on Monday 12 January 2026"));
        CHECK(has(page, "Monday 23 February 2026"));  // decided by
        CHECK(has(page, "6 weeks after 12 January 2026, that day not counted"));
        CHECK(has(page, "Monday 1 June 2026"));      // the final plan
        CHECK(has(page, "Monday 6 April 2026"));     // advice, asked for on the last day
        CHECK(has(page, "Thursday 23 April 2026"));  // the family's appeal against a refusal on the last day
    }
}

TEST_CASE("what if: a day that is none is said at its field and kept as typed", "[web][help][what-if][bad-input]") {
    Site site;
    Browser browser(site);
    const auto page = browser.get("/help/what-if?received_on-day=31&received_on-month=2&received_on-year=2026");
    CHECK(page.status == 422);
    CHECK(has(page, "href=\"#received_on\""));
    CHECK(has(page, "value=\"31\""));
    CHECK(browser.get("/help/what-if?received_on=%3Cscript%3E").status == 422);
    CHECK(browser.get("/help/what-if").status == 200);
}

TEST_CASE("what if: before the law began there is nothing to count, and beyond the calendar it says so",
          "[web][help][what-if]") {
    Site site;
    Browser browser(site);
    const auto before = browser.get("/help/what-if?received_on=2014-08-31");
    CHECK(has(before, "in force since 1 September 2014"));
    CHECK_FALSE(has(before, "From the request"));
    const auto beyond = browser.get("/help/what-if?received_on=" + text_of(england_and_wales().horizon()));
    CHECK(beyond.status == 200);
    CHECK(has(beyond, "beyond the calendar of working days"));
}
