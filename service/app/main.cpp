// ehcpd: the only place where the service is wired together, and where the real clock is read.
#include <sodium.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "core/casework/learnt_dates.hpp"
#include "core/exchange/sen2/night.hpp"
#include "core/json/case_json.hpp"
#include "core/reporting/nightly.hpp"
#include "core/store/accounts.hpp"
#include "core/store/database.hpp"
#include "service/api/api.hpp"
#include "service/app/log.hpp"
#include "service/app/night_watch.hpp"
#include "service/app/settings.hpp"
#include "service/http/server.hpp"
#include "service/web/web.hpp"

namespace ehcp::app {

namespace {

Instant wall_clock() { return date::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

WorkingCalendar calendar_in(const std::filesystem::path& schemas) {
    const auto path = schemas / "calendars" / "england-and-wales.json";
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot read the calendar " + path.string() +
                                 "; set EHCP_DATA to the schemas directory");
    return read_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
}

/// The interface has these; everything else is a page. So is what could not be read as far as its address, for a browser.
bool is_of_the_interface(const http::Request& request) {
    if (request.path.empty()) return request.header("Accept").value_or("").find("text/html") == std::string_view::npos;
    if (request.segments.empty()) return false;
    const auto& first = request.segments.front();
    return first == "v1" || first == "healthz" || first == "readyz" || first == "metrics" || first == "openapi.yaml";
}

std::filesystem::path site_in(const Settings& settings) {
    if (!settings.site.empty()) return settings.site;
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    for (const auto* const place : {"../share/ehcp/site", "../site"}) {  // as installed; as built
        auto directory = (program / place).lexically_normal();
        if (std::filesystem::is_directory(directory / "templates")) return directory;
    }
    throw std::runtime_error("the pages' templates are not found beside the program; say where they are with --site");
}

http::Options server_options(const Settings& settings, web::Web& web) {
    http::Options options;
    options.address = settings.address;
    options.port = settings.port;
    options.io_threads = settings.io_threads;
    options.worker_threads = settings.workers;
    options.stop_on_signals = true;
    options.limits.idle = std::chrono::seconds(settings.idle_seconds);
    options.limits.drain = std::chrono::seconds(settings.drain_seconds);
    options.limits.body_bytes = std::size_t{settings.body_kib} * 1024;
    options.limits.requests_per_second = settings.requests_per_second;
    options.handling = [](const http::Request& request) -> http::Handling {
        if (!is_of_the_interface(request)) {
            const auto* const page = web::Web::route_of(request);
            return {.route = page ? page->path : std::string_view{}};
        }
        const auto* const route = api::Api::route_of(request);
        if (!route) return {};
        return {.route = route->path, .is_quick = route->is_quick, .body_bytes = route->body_bytes};
    };
    options.refusal = [&web](const http::Request& request, const http::Refused& refused) {
        return is_of_the_interface(request) ? api::Api::refused(refused.status, refused.detail, refused.incident)
                                            : web.broken(request, refused.status, refused.incident);
    };
    return options;
}

http::Observer observer_of(Log& log, api::Metrics& metrics) {
    return {.answered =
                [&](const http::Exchange& exchange) {
                    metrics.count(exchange.method, exchange.route, exchange.status, exchange.took);
                    log.answered(exchange);
                },
            .broke =
                [&](const http::Incident& incident) {
                    metrics.count_incident();
                    log.broke(incident);
                },
            .strained = [&](std::string_view sentence) { log.warn("strained", sentence); }};
}

// Answers kept for repeated requests are kept for a week: a client that retries does so within hours.
void tidy(store::Writer& writer, Instant now) {
    writer.perform([now](store::Transaction& transaction) -> Result<int> {
        store::forget_answers(transaction, now - days{7});
        return 0;
    });
}

struct Night {
    const store::Database& database;
    store::Writer& writer;
    const WorkingCalendar& calendar;
    const LegalZone& zone;
    std::string reports_dir;
    std::filesystem::path sen2_layouts;

    /// The nightly job, on connections of its own, so that nobody waits for it.
    Result<reporting::NightlyOutcome> run(Instant now) const {
        tidy(writer, now);
        store::Readers readers(database);
        const auto today = zone.day_of(now);
        return reporting::run_nightly(readers, writer, calendar,
                                      {.as_of = today, .today = today, .now = now, .out = reports_dir,
                                       .also_kept = exchange::sen2::checks_of_the_night(readers, calendar, sen2_layouts)});
    }
};

void watch_over(const Night& night, Log& log, Instant now) {
    // One bad night must not end the service: the log has it, and the next night catches up.
    try {
        const auto outcome = night.run(now);
        if (outcome.has_error()) return log.warn("night_refused", outcome.error().message);
        if (!outcome->is_clean())
            return log.warn("night_found_faults", "the record has faults; see the nightly report");
        log.note(outcome->under_way ? "night_under_way_elsewhere" : "night_done");
    } catch (const std::exception& failure) {
        log.warn("night_failed", failure.what());
    }
}

void serve(const Settings& settings) {
    const auto schemas = store::data_dir();
    const LegalZone zone;
    const store::Database database(settings.db, wall_clock());
    store::Readers readers(database, settings.readers);
    const auto calendar = readers.read([&](store::Reader& reader) { return casework::calendar_of(reader, calendar_in(schemas)); });
    store::Readers report_readers(database);
    Log log(settings.log_level);
    store::Writer writer(database);
    api::Api api({writer, readers, report_readers, calendar, zone, schemas, wall_clock,
                  [] { return std::chrono::steady_clock::now(); }});
    access::Sessions sessions(readers, writer,
                              {.idle = std::chrono::minutes(settings.session_idle_minutes),
                               .absolute = std::chrono::hours(settings.session_hours)});
    web::Web web({.writer = writer,
                  .readers = readers,
                  .sessions = sessions,
                  .calendar = calendar,
                  .zone = zone,
                  .site = site_in(settings),
                  .sen2 = schemas / "sen2",
                  .figures = schemas / "figures",
                  .authority = {settings.authority_name, settings.authority_colour, settings.authority},
                  .now = wall_clock});
    http::Server server(
        server_options(settings, web),
        [&](const http::Request& request) {
            return is_of_the_interface(request) ? api.answer(request) : web.answer(request);
        },
        observer_of(log, api.metrics()));

    std::optional<NightWatch> watch;
    const Night night{database, writer, calendar, zone, settings.reports_dir, schemas / "sen2"};
    if (settings.nightly) watch.emplace(zone, wall_clock, [&](Instant now) { watch_over(night, log, now); });
    log.listening(settings.address, server.port());
    server.run();  // until SIGTERM or SIGINT; every answer under way has been sent
    log.note("stopped");
}

}  // namespace

}  // namespace ehcp::app

int main(int argc, char** argv) {
    int exit_status = 0;
    const auto settings = ehcp::app::read_settings(argc, argv, exit_status);
    if (!settings) return exit_status;
    try {
        if (sodium_init() < 0)
            throw std::runtime_error("libsodium cannot be started: the system gives no random numbers");
        ehcp::app::serve(*settings);
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "ehcpd: " << failure.what() << '\n';
        return 1;
    }
}
