#include "service/http/problem.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/json.hpp>

namespace ehcp::http {

namespace {

Response rendered(unsigned status, boost::json::object members) {
    return {.status = status,
            .headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
            .body = boost::json::serialize(members)};
}

boost::json::object members_of(unsigned status, std::string_view detail) {
    const auto title = reason_phrase(status);
    return {{"type", "about:blank"},
            {"title", boost::json::string_view(title.data(), title.size())},
            {"status", status},
            {"detail", boost::json::string_view(detail.data(), detail.size())}};
}

}  // namespace

Response problem(unsigned status, std::string_view detail) { return rendered(status, members_of(status, detail)); }

Response incident_problem(std::string_view incident) {
    auto members = members_of(500,
                              "Something broke in the service. Nothing is known to be wrong with the request: try "
                              "again, and if it persists quote the incident to the operator.");
    members["incident"] = boost::json::string_view(incident.data(), incident.size());
    return rendered(500, std::move(members));
}

std::string_view reason_phrase(unsigned status) {
    if (status == 431) return "Request Header Fields Too Large";  // Beast has the older wording
    const auto phrase = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
    if (phrase.empty() || phrase == "<unknown-status>") return "Unknown";
    return {phrase.data(), phrase.size()};
}

}  // namespace ehcp::http
