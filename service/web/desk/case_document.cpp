// A case as one document to be taken away: HTML, or PDF where there is a Chromium.
#include <fmt/format.h>

#include "core/exchange/case_file/case_file.hpp"
#include "core/exchange/case_file/pdf.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/page.hpp"

namespace ehcp::web {

namespace {

constexpr std::chrono::seconds longest_wait{20};

Result<std::optional<Day>> known_on(const Visit& visit) {
    const auto typed = visit.request.parameter("known_on").value_or("");
    if (typed.empty()) return std::optional<Day>{};
    const auto day = day_from(typed);
    if (!day) return Error{Refusal::not_found, {}};
    return day;
}

Result<http::Response> as_pdf(Desk& desk, const std::string& html, const std::string& name) {
    const std::unique_lock turn(desk.making_pdf, longest_wait);
    if (!turn) return Error{Refusal::too_many, "another PDF is being made; ask again in a minute, or take the HTML"};
    const auto pdf = exchange::pdf_of(html);
    if (pdf.has_error()) return pdf.error();
    return download("application/pdf", name + ".pdf", *pdf);
}

}  // namespace

Result<http::Response> make_case_file(Desk& desk, const Visit& visit) {
    const auto format = visit.request.parameter("format").value_or("html");
    if (format != "html" && format != "pdf") return Error{Refusal::not_found, {}};
    const auto then = known_on(visit);
    if (then.has_error()) return then.error();
    struct Made {
        store::CaseId id;
        std::string reference, html;
    };
    const auto made = desk.grounds.readers.read([&](store::Reader& reader) -> Result<Made> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        auto html = exchange::case_file_html(reader,
                                             {.reference = file->reference,
                                              .authority = desk.grounds.authority.name,
                                              .made_by = visit.user().name,
                                              .now = visit.now,
                                              .today = visit.today,
                                              .known_on = *then,
                                              .with_views = visit.may(access::Action::read_views)},
                                             desk.grounds.calendar, desk.grounds.zone);
        if (html.has_error()) return html.error();
        return Made{file->id, file->reference, std::move(*html)};
    });
    if (made.has_error()) return made.error();
    note_view(desk, visit, made->id, exchange::viewed_as_case_file);
    const auto name = fmt::format("case-file-{}{}", made->reference, *then ? "-known-on-" + text_of(**then) : "");
    if (format == "pdf") return as_pdf(desk, made->html, name);
    return download("text/html; charset=utf-8", name + ".html", made->html);
}

}  // namespace ehcp::web
