// ehcp_load: a small closed-loop load generator for the service; prints throughput, latency and errors by status.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/url.hpp>
#include <exception>

#include "tests/bench/load/client.hpp"

namespace {

void take_url(ehcp::load::Settings& settings, const std::string& text) {
    const auto url = boost::urls::parse_uri(text);
    if (url.has_error() || url->scheme_id() != boost::urls::scheme::http) {
        throw std::invalid_argument(fmt::format("'{}' is not an http URL (--url); write http://127.0.0.1:8080", text));
    }
    settings.host = url->host_address();
    settings.port = url->has_port() ? std::string(url->port().data(), url->port().size()) : "80";
}

}  // namespace

int main(int argc, char** argv) {
    ehcp::load::Settings settings;
    std::string url = "http://127.0.0.1:8080";
    CLI::App app("Ask the service as fast as it answers, on a number of connections");
    app.add_option("--url", url, "Where the service listens")->capture_default_str();
    app.add_option("--token", settings.token, "Bearer token");
    app.add_option("--connections", settings.connections, "How many ask at once")->capture_default_str();
    app.add_option("--seconds", settings.seconds, "For how long")->capture_default_str();
    app.add_option("--mix", settings.mix, "intake posts new requests, status reads, pages asks for --page, echo is GET /echo")
        ->check(CLI::IsMember({"intake", "status", "pages", "echo"}))
        ->capture_default_str();
    app.add_option("--reference-file", settings.reference_file, "References to ask for, one a line");
    app.add_option("--page", settings.page, "The page, such as /cases/{reference}: each time another of the file")
        ->capture_default_str();
    app.add_option("--cookie", settings.cookie, "Of a session, for pages: NAME=VALUE");
    app.add_option("--acknowledged", settings.acknowledged_file,
                   "Append each reference here as soon as it is acknowledged");
    app.add_option("--received-on", settings.received_on, "received_on of each new request")->capture_default_str();
    app.add_flag("--until-closed", settings.until_closed,
                 "Go on until the server closes the connections; that is no error");
    CLI11_PARSE(app, argc, argv);

    try {
        take_url(settings, url);
        ehcp::load::Tally tally;
        const auto mix = ehcp::load::make_mix(settings);
        const auto lasted = ehcp::load::run_load(settings, *mix, tally);
        fmt::print("{}", tally.summary(lasted));
        return tally.has_errors() ? 1 : 0;
    } catch (const std::exception& failure) {
        fmt::print(stderr, "ehcp_load: {}\n", failure.what());
        return 2;
    }
}
