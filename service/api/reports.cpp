#include <fmt/format.h>

#include <sstream>

#include "core/reporting/catalogue.hpp"
#include "core/reporting/render.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"

namespace ehcp::api {

namespace {

using reporting::Format;

constexpr std::chrono::seconds longest_wait{20};

template <class Word>
std::string list_of_words() {
    return fmt::format("{}", fmt::join(detail::TokensOf<Word>::names, ", "));
}

template <class Word>
Result<std::optional<Word>> word_parameter(const http::Request& request, std::string_view name) {
    const auto value = request.parameter(name);
    if (!value) return std::optional<Word>();
    if (const auto word = from_token<Word>(*value)) return word;
    return Error{Refusal::bad_value, fmt::format("this must be one of {}", list_of_words<Word>()),
                 fmt::format("query.{}", name)};
}

Result<reporting::Asked> asked_by(const http::Request& request) {
    reporting::Asked asked;
    const std::array days = {std::pair{"as_of", &asked.as_of}, std::pair{"from", &asked.from},
                             std::pair{"to", &asked.to}};
    for (const auto& [name, into] : days) {
        const auto day = day_parameter(request, name);
        if (day.has_error()) return day.error();
        *into = *day;
    }
    const auto by = word_parameter<reporting::By>(request, "by");
    if (by.has_error()) return by.error();
    asked.by = *by;
    return asked;
}

std::string_view content_type_of(Format format) {
    switch (format) {
        case Format::json: return "application/json";
        case Format::csv: return "text/csv; charset=utf-8";
        case Format::html: return "text/html; charset=utf-8";
        case Format::table: return "text/plain; charset=utf-8";
    }
    return {};
}

}  // namespace

Result<http::Response> show_report(Desk& desk, const Visit& visit) {
    auto known = only_knows(visit.request, {"from", "to", "as_of", "by", "format"});
    if (known.has_error()) return known.error();
    const auto name = from_hyphen_token<reporting::ReportName>(visit.name);
    if (!name) {
        return Error{Refusal::not_found,
                     "there is no such report; there are timeliness, breaches, bottlenecks and longest-waits", "name"};
    }
    const auto asked = asked_by(visit.request);
    if (asked.has_error()) return asked.error();
    const auto format = word_parameter<Format>(visit.request, "format");
    if (format.has_error()) return format.error();
    const auto query = reporting::query_of(*name, *asked, visit.today);
    if (query.has_error()) return query.error();

    const std::unique_lock turn(desk.report_turn, longest_wait);
    if (!turn) return Error{Refusal::not_available, "other reports are being made; ask again in a minute", {}, {}};
    const auto& grounds = desk.grounds;
    const auto report = reporting::make_report(*name, *query, grounds.report_readers, grounds.calendar, visit.today);
    std::ostringstream rendered;
    reporting::render(report, format->value_or(Format::json), rendered);
    return http::Response{.status = 200,
                          .headers = {{"Content-Type", std::string(content_type_of(format->value_or(Format::json)))}},
                          .body = std::move(rendered).str()};
}

}  // namespace ehcp::api
