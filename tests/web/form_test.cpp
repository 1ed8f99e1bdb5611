#include <catch2/catch.hpp>

#include "core/law/vocabulary.hpp"
#include "service/web/fields.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::test;
using namespace ehcp::web;

namespace {

Result<Form> sent(std::string body, std::string type = "application/x-www-form-urlencoded") {
    http::Request request;
    request.headers.push_back({"Content-Type", std::move(type)});
    request.body = std::move(body);
    return Form::read(request);
}

std::optional<Day> typed_day(const std::string& day_typed, const std::string& month, const std::string& year) {
    Form form;
    form.set("on-day", day_typed);
    form.set("on-month", month);
    form.set("on-year", year);
    return form.day("on");
}

}  // namespace

TEST_CASE("a form is read as it was typed, without white space at its ends", "[web][form]") {
    const auto form = sent("surname=+O%27Brien-%C3%93+S%C3%A9%20&need=a&need=b&empty=&text=one%0D%0Atwo").value();
    CHECK(form.text("surname") == "O'Brien-Ó Sé");
    CHECK(form.all("need") == std::vector<std::string_view>{"a", "b"});
    CHECK(form.has("empty"));
    CHECK_FALSE(form.has("missing"));
    CHECK(form.text("text") == "one\ntwo");
}

TEST_CASE("what no page of ours sends is refused", "[web][form][bad-input]") {
    struct Row {
        const char* because;
        std::string body, type = "application/x-www-form-urlencoded";
    };
    for (const auto& row : std::vector<Row>{{"an escape that is none", "a=%G1"},
                                            {"half an escape", "a=%4"},
                                            {"not UTF-8", "a=%C3%28"},
                                            {"a surrogate", "a=%ED%A0%80"},
                                            {"an overlong form", "a=%C0%AF"},
                                            {"a zero byte", "a=%00"},
                                            {"an escape sequence", "a=%1B%5B"},
                                            {"JSON", "{}", "application/json"}}) {
        INFO(row.because);
        CHECK(sent(row.body, row.type).error().kind == Refusal::bad_value);
    }
    std::string many;
    for (int i = 0; i < 1001; ++i) many += "a=1&";
    CHECK(sent(many).has_error());
}

TEST_CASE("a date is three fields, and a month may be a word", "[web][form]") {
    CHECK(typed_day("23", "2", "2026") == day("Mon 2026-02-23"));
    CHECK(typed_day("01", "feb", "2026") == day("Sun 2026-02-01"));
    CHECK(typed_day("1", "September", "2026") == day("Tue 2026-09-01"));
    for (const auto& [d, m, y] : std::vector<std::array<std::string, 3>>{
             {"31", "2", "2026"}, {"0", "1", "2026"}, {"1", "13", "2026"}, {"1", "xx", "2026"}, {"1", "1", "26"},
             {"", "1", "2026"}, {"1.5", "1", "2026"}, {"-1", "1", "2026"}})
        CHECK_FALSE(typed_day(d, m, y).has_value());
}

TEST_CASE("what is wrong is said at its field, in the words of the form, once", "[web][form]") {
    Form form;
    form.set("on-day", "31");
    form.set("on-month", "2");
    form.set("on-year", "2026");
    form.set("long", std::string(longest_line + 1, 'x'));
    FieldErrors errors;
    FormReader read(form, errors);
    CHECK(read.line("surname", "The surname").empty());
    read.line("long", "The school");
    CHECK_FALSE(read.day("on", "The date received"));
    CHECK_FALSE(read.word<Source>("source", "Who made the request"));
    CHECK(errors.of("surname") == "Enter the surname");
    CHECK(errors.of("long") == "The school must be 200 characters or fewer");
    CHECK(errors.of("on") == "The date received must be a real date, such as 27 3 2026");
    CHECK(errors.of("source") == "Select who made the request");
    CHECK(errors.all().size() == 4);
}

TEST_CASE("a field shows what was typed, and a password never", "[web][form]") {
    Form form;
    form.set("name", "<b>Ann</b>");
    form.set("secret", "violin");
    FieldErrors errors;
    errors.add("name", "Enter the name");
    const auto line = line_field({form, errors}, {.name = "name", .label = "Name", .hint = "As on the passport"});
    CHECK(line.at("value").as_string() == "<b>Ann</b>");
    CHECK(line.at("described_by").as_string() == "name-hint name-error");
    CHECK(password_field({form, errors}, {.name = "secret", .label = "Password"}).at("value").as_string().empty());
}
