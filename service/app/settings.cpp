#include "service/app/settings.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

namespace ehcp::app {

namespace {

constexpr int bad_usage = 2;
constexpr unsigned rate_for_all = 1000;

// "127.0.0.1:8080", "[::1]:8080", "localhost:0".
void split_listen(Settings& settings) {
    const std::string_view text = settings.listen;
    const auto colon = text.rfind(':');
    auto address = text.substr(0, colon == text.npos ? 0 : colon);
    const auto digits = colon == text.npos ? std::string_view() : text.substr(colon + 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), settings.port);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    if (address.empty() || digits.empty() || failed != std::errc() || end != digits.data() + digits.size()) {
        throw CLI::ValidationError("--listen",
                                   "'" + settings.listen + "' is not an address and a port; write 127.0.0.1:8080");
    }
    settings.address = address == "localhost" ? "127.0.0.1" : std::string(address);
}

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

// White text on it must have a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).
std::string dark_colour(const std::string& text) {
    constexpr double least_contrast = 4.5;
    if (text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos) {
        const auto linear = [&](std::size_t at) {
            const double part = std::stoi(text.substr(at, 2), nullptr, 16) / 255.0;
            return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        const double luminance = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
        if (1.05 / (luminance + 0.05) >= least_contrast) return {};
        return "'" + text + "' is too light for white text to be read on it; choose a darker one";
    }
    return "'" + text + "' is not a colour; write it as #1d5a4c";
}

void declare(CLI::App& app, Settings& settings) {
    app.add_option("--db", settings.db, "The database: sqlite:PATH")->envname("EHCP_DB")->capture_default_str();
    app.add_option("--listen", settings.listen, "Address and port; port 0 is any free one")
        ->envname("EHCP_LISTEN")
        ->capture_default_str();
    app.set_config("--config", "", "A file of settings: one 'name = value' a line, names as the options")
        ->envname("EHCP_CONFIG");
    app.add_option("--workers", settings.workers, "Threads that answer; 32 let 32 requests share one commit")
        ->envname("EHCP_WORKERS")
        ->check(CLI::Range(1u, 1024u))
        ->capture_default_str();
    app.add_option("--io-threads", settings.io_threads, "Threads that read and write sockets")
        ->envname("EHCP_IO_THREADS")
        ->check(CLI::Range(1u, 64u))
        ->capture_default_str();
    app.add_option("--readers", settings.readers, "Connections to the database for reading")
        ->envname("EHCP_READERS")
        ->check(CLI::Range(1u, 64u))
        ->capture_default_str();
    app.add_option("--rate", settings.requests_per_second,
                   "Requests a second from one address; 0: no limit. Left out: 1000, and none on a loopback address, "
                   "where a proxy "
                   "is in front that has its own")
        ->envname("EHCP_RATE");
    app.add_option("--idle-seconds", settings.idle_seconds, "An idle connection is closed after")
        ->envname("EHCP_IDLE_SECONDS")
        ->check(CLI::Range(1u, 3600u))
        ->capture_default_str();
    app.add_option("--drain-seconds", settings.drain_seconds, "On stopping, the most to wait for connections")
        ->envname("EHCP_DRAIN_SECONDS")
        ->check(CLI::Range(1u, 600u))
        ->capture_default_str();
    app.add_option("--session-idle-minutes", settings.session_idle_minutes, "Somebody who does nothing is signed out after")
        ->envname("EHCP_SESSION_IDLE_MINUTES")
        ->check(CLI::Range(5u, 720u))
        ->capture_default_str();
    app.add_option("--session-hours", settings.session_hours, "Everybody is signed out after")
        ->envname("EHCP_SESSION_HOURS")
        ->check(CLI::Range(1u, 24u))
        ->capture_default_str();
    app.add_option("--body-kib", settings.body_kib, "The largest body, where an address has no limit of its own")
        ->envname("EHCP_BODY_KIB")
        ->check(CLI::Range(1u, 16u * 1024u))
        ->capture_default_str();
    app.add_option("--nightly", settings.nightly, "Run the nightly job at 02:00 Europe/London")
        ->envname("EHCP_NIGHTLY")
        ->capture_default_str();
    app.add_option("--reports-dir", settings.reports_dir,
                   "Where the nightly report is written, in a folder for each night")
        ->envname("EHCP_REPORTS_DIR")
        ->capture_default_str();
    app.add_option("--log-level", settings.log_level,
                   "info has a line for each request; warning only what needs a look")
        ->envname("EHCP_LOG_LEVEL")
        ->check(CLI::IsMember({"info", "warning", "error"}))
        ->capture_default_str();
    app.add_option("--site", settings.site, "The directory of the pages' templates and assets; left out: beside ehcpd")
        ->envname("EHCP_SITE");
    app.add_option("--authority-name", settings.authority_name, "The authority's own name, at the head of every page")
        ->envname("EHCP_AUTHORITY_NAME")
        ->capture_default_str();
    app.add_option("--authority-colour", settings.authority_colour,
                   "The colour behind it, dark enough for white text to be read")
        ->envname("EHCP_AUTHORITY_COLOUR")
        ->check(dark_colour)
        ->capture_default_str();
    app.add_option("--authority", settings.authority, "Its code in the published figures (E06000015), to compare with")
        ->envname("EHCP_AUTHORITY");
}

}  // namespace

std::optional<Settings> read_settings(int argc, char** argv, int& exit_status) {
    CLI::App app("ehcpd: the record, the clocks and the nightly conscience of an authority's EHC work, as a service");
    Settings settings;
    declare(app, settings);
    try {
        app.parse(argc, argv);
        split_listen(settings);
        if (app.count("--rate") == 0 && !is_loopback(settings.address)) settings.requests_per_second = rate_for_all;
        return settings;
    } catch (const CLI::ParseError& ended) {
        exit_status = app.exit(ended) == 0 ? 0 : bad_usage;
        return std::nullopt;
    }
}

}  // namespace ehcp::app
