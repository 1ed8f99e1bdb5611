#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fstream>

#include "service/web/compression.hpp"
#include "service/web/links.hpp"
#include "service/web/templates.hpp"
#include "service/web/words.hpp"
#include "tests/support/days.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using namespace ehcp::web;

namespace {

struct Written {
    TempDir directory;
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((directory.path() / name).parent_path());
        std::ofstream(directory.path() / (name + ".mustache")) << text;
    }
};

}  // namespace

TEST_CASE("what is put into a page is escaped, in text and in attributes", "[web][templates]") {
    Written written;
    written.write("desk/page", R"(<p title="{{name}}">{{name}}</p>)");
    const Templates templates(written.directory.path());
    CHECK(templates.render("desk/page", {{"name", R"(<script>"'&)"}}) ==
          R"(<p title="&lt;script&gt;&quot;&apos;&amp;">&lt;script&gt;&quot;&apos;&amp;</p>)");
}

TEST_CASE("nothing is nothing: empty text, an empty list, null and false", "[web][templates]") {
    Written written;
    written.write("page", "{{#x}}some{{/x}}{{^x}}none{{/x}}");
    const Templates templates(written.directory.path());
    for (const auto& nothing : {boost::json::value(""), boost::json::value(nullptr), boost::json::value(false),
                                boost::json::value(boost::json::array())})
        CHECK(templates.render("page", {{"x", nothing}}) == "none");
    CHECK(templates.render("page", {{"x", 0}}) == "some");
    CHECK(templates.render("page", {{"x", "text"}}) == "some");
}

TEST_CASE("a template holds others, but not itself", "[web][templates]") {
    Written written;
    written.write("components/field", "[{{label}}]");
    written.write("page", "{{#fields}}\n{{> components/field}}\n{{/fields}}\n");
    {
        const Templates templates(written.directory.path());
        CHECK_THAT(templates.render("page", {{"fields", {{{"label", "a"}}, {{"label", "b"}}}}}), Catch::Matches("\\[a\\]\\s*\\[b\\]\\s*"));
        CHECK_THROWS_AS(templates.render("nothing", {}), std::logic_error);
    }
    written.write("loop", "{{> loop}}");
    CHECK_THROWS_WITH(Templates(written.directory.path()), Catch::Contains("loop holds itself"));
    written.write("loop", "{{> missing}}");
    CHECK_THROWS_WITH(Templates(written.directory.path()), Catch::Contains("no template missing"));
    written.write("loop", "{{#open}}");
    CHECK_THROWS_WITH(Templates(written.directory.path()), Catch::Contains("the template loop"));
}

TEST_CASE("parameters of a link are encoded, and those without a value left out", "[web][links]") {
    CHECK(web::link("/today", {{"team", "East & West"}, {"clock", ""}, {"sort", "child"}}) == "/today?team=East%20%26%20West&sort=child");
    CHECK(web::link("/today", {}) == "/today");
}

TEST_CASE("only a browser that takes gzip is given it", "[web][compression]") {
    const auto takes = [](const char* accepted) {
        http::Request request;
        request.headers.push_back({"Accept-Encoding", accepted});
        return takes_gzip(request);
    };
    CHECK(takes("gzip, deflate, br"));
    CHECK(takes("br;q=1.0, gzip;q=0.8"));
    CHECK_FALSE(takes("br"));
    CHECK_FALSE(takes("gzip;q=0"));
    CHECK_FALSE(takes("gzip;q=0.00, br"));
    CHECK_FALSE(takes_gzip({}));
    const auto small = gzipped(std::string(10'000, 'a'), Effort::least);
    CHECK(small.size() < 100);
    CHECK(small.substr(0, 2) == "\x1f\x8b");
}

TEST_CASE("days and numbers are said as people say them", "[web][words]") {
    CHECK(weekday_text(day("Mon 2026-02-23")) == "Monday 23 February 2026");
    CHECK(distance_text(day("Mon 2026-02-23"), day("Mon 2026-02-23")) == "due today");
    CHECK(distance_text(day("Tue 2026-02-24"), day("Mon 2026-02-23")) == "due tomorrow");
    CHECK(distance_text(day("Sun 2026-02-22"), day("Mon 2026-02-23")) == "1 day late");
    CHECK(distance_text(day("Fri 2026-03-06"), day("Mon 2026-02-23")) == "11 days left");
    CHECK(number_text(1234567) == "1,234,567");
    CHECK(number_text(999) == "999");
    CHECK(count_text(1, "case", "cases") == "1 case");
    CHECK(time_text(LegalZone(), *instant_from("2026-06-30T23:30:00Z")) == "1 July 2026, 00:30");
    for (const auto type : all<EventType>()) CHECK(label_of(type).find('_') == std::string::npos);
    for (const auto clock : all<ClockId>()) CHECK_FALSE(label_of(clock).empty());
    for (const auto field : all<Field>()) CHECK_FALSE(label_of(field).empty());
}
