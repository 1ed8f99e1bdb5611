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
        case Format::json:
            return "application/json";
        case Format::csv:
            return "text/csv; charset=utf-8";
        case Format::html:
            return "text/html; charset=utf-8";
        case Format::table:
            return "text/plain; charset=utf-8";
    }
    return {};
}

http::Response rendered(const reporting::Report& report, Format format) {
    std::ostringstream text;
    reporting::render(report, format, text);
    return {.status = 200,
            .headers = {{"Content-Type", std::string(content_type_of(format))}},
            .body = std::move(text).str()};
}

/// What the last night kept, when it was asked for: its day, and its window. Of breaches it keeps the figures but not
/// the list, which is read.
std::optional<reporting::Report> kept_report(Desk& desk, reporting::ReportName name, const reporting::Asked& asked,
                                             const reporting::Query& query) {
    if (name == reporting::ReportName::breaches || asked.from || asked.to) return std::nullopt;
    return desk.grounds.readers.read([&](store::Reader& reader) -> std::optional<reporting::Report> {
        const auto night = reporting::KeptReports::night(reader);
        if (!night || night->day != query.as_of) return std::nullopt;
        const auto kept = desk.kept.find(reader, *night, {std::string(hyphen_token(name)), query.by});
        if (!kept || kept->from != query.from || kept->to != query.to) return std::nullopt;
        auto report = *kept;
        report.notes.push_back(fmt::format("As the night of {} kept it: what has been entered since is not in it.",
                                           long_text_of(night->day)));
        return report;
    });
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

    const auto wanted = format->value_or(Format::json);
    if (const auto kept = kept_report(desk, *name, *asked, *query)) return rendered(*kept, wanted);
    const std::unique_lock turn(desk.report_turn, longest_wait);
    if (!turn) return Error{Refusal::not_available, "other reports are being made; ask again in a minute", {}, {}};
    const auto& grounds = desk.grounds;
    const auto report = reporting::make_report(*name, *query, grounds.report_readers, grounds.calendar, visit.today);
    return rendered(report, wanted);
}

}  // namespace ehcp::api
