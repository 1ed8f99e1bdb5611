#include "service/app/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>
#include <iostream>

namespace ehcp::app {

namespace {

// The moment to the millisecond in UTC, and the level; %v is the rest of the object.
constexpr auto line_pattern = R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";

std::string quoted(std::string_view text) {
    return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

std::string happened(std::string_view happening, std::string_view detail) {
    if (detail.empty()) return fmt::format(R"("event":"{}")", happening);
    return fmt::format(R"("event":"{}","detail":{})", happening, quoted(detail));
}

}  // namespace

Log::Log(std::string_view level) {
    std::ios::sync_with_stdio(false);
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(std::cout);
    logger_ = std::make_shared<spdlog::logger>("ehcpd", std::move(sink));
    logger_->set_pattern(line_pattern, spdlog::pattern_time_type::utc);
    logger_->set_level(spdlog::level::from_str(std::string(level)));
    logger_->flush_on(spdlog::level::warn);
    spdlog::register_logger(logger_);
    spdlog::flush_every(
        std::chrono::seconds(1));  // a write for each request would cost more than the request's log line
}

Log::~Log() {
    logger_->flush();
    spdlog::shutdown();
}

void Log::answered(const http::Exchange& exchange) {
    const auto ms = std::chrono::duration<double, std::milli>(exchange.took).count();
    logger_->info(
        R"("event":"answered","method":"{}","route":"{}","status":{},"ms":{:.3f},"bytes_in":{},"bytes_out":{})",
        exchange.method, exchange.route, exchange.status, ms, exchange.bytes_in, exchange.bytes_out);
}

void Log::broke(const http::Incident& incident) {
    logger_->error(R"("event":"incident","incident":"{}","method":"{}","route":"{}","exception":{})", incident.id,
                   incident.method, incident.route, quoted(incident.exception));
}

void Log::listening(std::string_view address, unsigned port) {
    logger_->info(R"("event":"listening","address":{},"port":{})", quoted(address), port);
    logger_->flush();
}

void Log::note(std::string_view happening, std::string_view detail) {
    logger_->info("{}", happened(happening, detail));
}
void Log::warn(std::string_view happening, std::string_view detail) {
    logger_->warn("{}", happened(happening, detail));
}
void Log::flush() { logger_->flush(); }

}  // namespace ehcp::app
