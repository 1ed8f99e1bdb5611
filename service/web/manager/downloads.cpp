#include <fmt/format.h>

#include "core/exchange/comparison.hpp"
#include "service/web/files.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"

namespace ehcp::web {

namespace {

using reporting::By;
using reporting::Report;

/// Our own figures of the night beside the published ones.
Report compared(Desk& desk, const Visit& visit, store::Reader& reader, const store::Night& night) {
    exchange::Compared with{desk.grounds.authority.code, {}};
    for (const auto* name : {"other1", "other2", "other3"})
        if (const auto code = visit.request.parameter(name); code && desk.manager.figures().region_of(*code))
            with.others.emplace_back(*code);
    const auto by_year = desk.manager.kept(reader, night, {"timeliness", By::year});
    return exchange::comparison(desk.manager.figures(), with, by_year.get(), night.day);
}

}  // namespace

Result<http::Response> download_report(Desk& desk, const Visit& visit) {
    const auto split = visit.request.parameter("by");
    const auto by = split ? from_token<By>(*split) : std::nullopt;
    if (split && !by) return Error{Refusal::not_found, {}};
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto night = kept_night(desk, reader);
        if (!night) return Error{Refusal::not_found, {}};
        const auto name = fmt::format("{}{}-{}", visit.name, split ? fmt::format("-by-{}", *split) : "", text_of(night->day));
        if (visit.name == "comparison") return file_of(compared(desk, visit, reader, *night), visit, name);
        const auto report = desk.manager.kept(reader, *night, {std::string(visit.name), by});
        if (!report) return Error{Refusal::not_found, {}};
        return file_of(*report, visit, name);
    });
}

}  // namespace ehcp::web
