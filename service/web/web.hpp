#pragma once
// The pages: one plain function, Request → Response, over a table of routes. It finds the route, asks whose session it
// is and whether their role may, checks that a form came from one of our own pages, calls the handler, and turns
// refusals into pages. No sockets; called by all workers at once. What the handlers rest on is lent and must outlive it.

#include <filesystem>
#include <functional>
#include <mutex>

#include "core/store/readers.hpp"
#include "core/store/writer.hpp"
#include "core/time/legal_zone.hpp"
#include "core/time/working_calendar.hpp"
#include "service/access/permissions.hpp"
#include "service/access/sessions.hpp"
#include "service/access/view_log.hpp"
#include "service/http/message.hpp"
#include "service/web/assets.hpp"
#include "service/web/form.hpp"
#include "service/web/manager/manager_desk.hpp"
#include "service/web/templates.hpp"

namespace ehcp::web {

/// Whose service it is. Nothing of ours: councils have their own names and colours.
struct Identity {
    std::string name = "Demonstration authority";
    std::string colour = "#1d5a4c";  ///< of the header; "#rrggbb", dark enough for white text
    std::string code;                ///< of the DfE's figures ("E06000015"); empty: no comparison with published figures
};

/// What the outside lends.
struct Grounds {
    store::Writer& writer;
    store::Readers& readers;
    access::Sessions& sessions;
    const WorkingCalendar& calendar;
    const LegalZone& zone;
    std::filesystem::path site;    ///< the directory with templates/ and assets/
    std::filesystem::path sen2;     ///< the directory with the layouts of the SEN2 return
    std::filesystem::path figures; ///< the directory with the published figures
    Identity authority = {};
    std::function<Instant()> now;  ///< the wall clock
};

/// What every handler has at hand.
struct Desk {
    Grounds grounds;
    Templates templates;
    Assets assets;
    access::ViewLog views;
    ManagerDesk manager;
    std::timed_mutex making_pdf{};  ///< one at a time: each takes a Chromium
};

struct Visit {
    const http::Request& request;
    const access::Session* session;  ///< null only where nobody need be signed in
    std::string_view cookie;         ///< of the session
    Form form = {};                  ///< what a POST sent; empty for a GET
    std::string_view name;           ///< what stands in the path for the first {…}
    std::string_view section;        ///< of the route: what the navigation marks
    std::string_view route;          ///< "GET /cases/{reference}": for logs, which may know no more
    std::string_view form_secret;    ///< what the tokens of forms are made of
    bool is_new_form_secret;         ///< nobody is signed in and the browser has none yet
    Instant now;
    Day today;

    const access::User& user() const { return session->user; }
    bool may(access::Action action) const;
    store::Actor actor() const;
};

using Handler = Result<http::Response> (*)(Desk&, const Visit&);

/// The cookies. "__Host-": only over TLS (or to this machine), only from this host, for every path.
inline constexpr std::string_view session_cookie = "__Host-ehcp-session";
inline constexpr std::string_view form_cookie = "__Host-ehcp-form";
http::Field cookie_field(std::string_view name, std::string_view value);
http::Field ended_cookie_field(std::string_view name);

struct Route {
    std::string_view method;
    std::string_view path;  ///< "/cases/{reference}"
    access::Action action;
    Handler handler;
    std::string_view section = {};
};

std::span<const Route> routes();

class Web {
public:
    explicit Web(Grounds grounds);

    /// Throws what breaks; the server makes an incident of it.
    http::Response answer(const http::Request& request);

    /// A request that the server itself refused, or an answer that broke, as a page.
    http::Response broken(const http::Request& request, unsigned status, std::string_view incident);

    /// The route that a request takes, if there is one for its method: for logs, limits and metrics. One that serves
    /// assets or pages; never one of the interface under /v1.
    static const Route* route_of(const http::Request& request);

private:
    Result<http::Response> answer_on(const Route& route, const Visit& visit);
    /// Of whom nothing is known but the request, where not even that can be looked up.
    Visit stranger(const http::Request& request, Instant now) const;
    http::Response nothing_here(const Visit& visit);
    http::Response not_ours(const Visit& visit);
    http::Response signed_out(const Visit& visit);
    http::Response refused(const Visit& visit, const Error& error);

    Desk desk_;
};

}  // namespace ehcp::web
