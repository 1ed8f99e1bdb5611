#pragma once
// The JSON interface: one plain function, Request → Response, over a table of routes. It finds the route, asks who is
// at the door and whether they may, calls the handler, and turns refusals into problems. No sockets; called by all
// workers at once. What the handlers rest on is lent and must outlive it.

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>

#include "core/reporting/kept_reports.hpp"
#include "core/store/readers.hpp"
#include "core/store/writer.hpp"
#include "core/time/legal_zone.hpp"
#include "core/time/working_calendar.hpp"
#include "service/access/doorkeeper.hpp"
#include "service/access/permissions.hpp"
#include "service/api/json_schema.hpp"
#include "service/api/metrics.hpp"
#include "service/access/view_log.hpp"
#include "service/http/message.hpp"

namespace ehcp::api {

/// What the outside lends.
struct Grounds {
    store::Writer& writer;
    store::Readers& readers;
    store::Readers& report_readers;  ///< a report reads everything: it has its own, so that nobody waits for it
    const WorkingCalendar& calendar;
    const LegalZone& zone;
    std::filesystem::path schemas;  ///< the directory with intake.schema.json and openapi.yaml
    std::function<Instant()> now;   ///< the wall clock
    std::function<std::chrono::steady_clock::time_point()> tick;  ///< the one that only goes forward
};

/// What every handler has at hand.
struct Desk {
    Grounds grounds;
    JsonSchema intake_schema;
    std::string openapi;
    Metrics metrics;
    access::ViewLog views;
    reporting::KeptReports kept;
    std::timed_mutex report_turn;  ///< one report at a time: each uses all the processors
};

struct Visit {
    const http::Request& request;
    const access::Caller* caller;  ///< null only where no token is needed
    std::string_view name;         ///< what stands in the path for {reference} or {name}
    Instant now;
    Day today;

    store::Actor actor() const;
};

using Handler = Result<http::Response> (*)(Desk&, const Visit&);

struct Route {
    std::string_view method;
    std::string_view path;  ///< "/v1/cases/{reference}"
    access::Action action;
    Handler handler;
    std::size_t body_bytes = 0;  ///< the most it takes; 0: what the server takes
    bool is_quick = false;
};

std::span<const Route> routes();

class Api {
public:
    explicit Api(Grounds grounds);

    /// Throws what breaks (store::DatabaseError that is not retryable, …); the server makes an incident of it.
    http::Response answer(const http::Request& request);

    /// What the server refused by itself, in the shape of the interface's own problems.
    static http::Response refused(unsigned status, std::string_view detail, std::string_view incident);

    /// The route that a request takes, if there is one for its method: for logs, limits and metrics.
    static const Route* route_of(const http::Request& request);

    Metrics& metrics() { return desk_.metrics; }

private:
    Result<http::Response> answer_on(const Route& route, const http::Request& request);

    Desk desk_;
    access::Doorkeeper door_;
};

}  // namespace ehcp::api
