#pragma once
// The log of the service: one JSON object a line on standard output. It knows routes, statuses, times and incidents,
// and has no way to say a path, a query, a header or a body: no personal data can come into it.

#include <memory>
#include <string_view>

#include "service/http/server.hpp"

namespace spdlog {
class logger;
}

namespace ehcp::app {

class Log {
public:
    /// `level`: "info", "warning" or "error".
    explicit Log(std::string_view level);
    ~Log();

    void answered(const http::Exchange& exchange);
    void broke(const http::Incident& incident);
    void listening(std::string_view address, unsigned port);
    /// `happening` is a word ("stopped", "night_done"), `detail` a sentence of our own.
    void note(std::string_view happening, std::string_view detail = {});
    void warn(std::string_view happening, std::string_view detail);
    void flush();

private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace ehcp::app
