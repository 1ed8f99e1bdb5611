#include "core/store/nights.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"

namespace ehcp::api {

Result<http::Response> is_alive(Desk&, const Visit&) { return json_answer(200, R"({"status":"ok"})"); }

Result<http::Response> is_ready(Desk& desk, const Visit&) {
    // Reads through the pool as every request does. A database that cannot be read throws, and Api makes a 503 of it.
    desk.grounds.readers.read([](store::Reader& reader) { return store::last_finished_night(reader); });
    return json_answer(200, R"({"status":"ready"})");
}

Result<http::Response> show_metrics(Desk& desk, const Visit&) {
    return http::Response{.status = 200,
                          .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                          .body = desk.metrics.text()};
}

Result<http::Response> show_openapi(Desk& desk, const Visit&) {
    return http::Response{.status = 200, .headers = {{"Content-Type", "application/yaml"}}, .body = desk.openapi};
}

}  // namespace ehcp::api
