#include "service/api/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ehcp::api {

http::Response json_answer(unsigned status, std::string body) {
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

std::string etag_of(int seq) { return fmt::format("\"{}\"", seq); }

Result<void> only_knows(const http::Request& request, std::initializer_list<std::string_view> known) {
    for (const auto& [name, value] : request.query) {
        if (!std::ranges::count(known, name)) {
            return Error{
                Refusal::unknown_field,
                fmt::format("a parameter that is not known here; this address takes {}", fmt::join(known, ", ")),
                "query"};
        }
        if (std::ranges::count(request.query, name, &http::Field::name) > 1) {
            return Error{Refusal::bad_value, "this parameter stands twice; keep one of the two", "query." + name};
        }
    }
    return {};
}

Result<std::optional<Day>> day_parameter(const http::Request& request, std::string_view name) {
    const auto value = request.parameter(name);
    if (!value) return std::optional<Day>();
    const auto day = day_from(*value);
    if (!day)
        return Error{Refusal::bad_date, "this is not a date; write it as 2026-02-28", fmt::format("query.{}", name)};
    return day;
}

Result<std::optional<int>> number_parameter(const http::Request& request, std::string_view name, int least, int most) {
    const auto value = request.parameter(name);
    if (!value) return std::optional<int>();
    int number = 0;
    const auto [end, failed] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (failed != std::errc() || end != value->data() + value->size() || number < least || number > most) {
        return Error{Refusal::bad_value, fmt::format("this must be a number from {} to {}", least, most),
                     fmt::format("query.{}", name)};
    }
    return std::optional(number);
}

Result<bool> yes_parameter(const http::Request& request, std::string_view name) {
    const auto value = request.parameter(name);
    if (!value || *value == "false") return false;
    if (*value == "true" || value->empty()) return true;  // "?overdue" is enough
    return Error{Refusal::bad_value, "this must be true or false", fmt::format("query.{}", name)};
}

Result<std::string> key_of(const http::Request& request) {
    constexpr std::size_t longest_key = 200;
    const auto key = request.header("Idempotency-Key");
    if (!key) return std::string();
    const bool is_visible = std::ranges::all_of(*key, [](char c) { return c > ' ' && c <= '~'; });
    if (key->empty() || key->size() > longest_key || !is_visible) {
        return Error{Refusal::bad_value, "a key has 1 to 200 visible ASCII characters; a UUID does well",
                     "Idempotency-Key"};
    }
    return std::string(*key);
}

Once once_for(const Visit& visit, std::string key, std::string_view asked) {
    if (key.empty()) return {};
    const auto request = store::request_hash(fmt::format("{} {}\n{}", visit.request.method, visit.request.path, asked));
    return {std::move(key), fmt::format("token {}", visit.caller->token), request, visit.now};
}

Result<std::optional<Reply>> kept_reply(store::Transaction& transaction, const Once& once) {
    if (once.key.empty()) return std::optional<Reply>();
    const auto kept = store::kept_answer(transaction, once.key, once.actor);
    if (!kept) return std::optional<Reply>();
    if (kept->request != once.request) {
        return Error{
            Refusal::key_reused,
            "this key was used for another request; repeat that request exactly, or use a new key for a new one",
            "Idempotency-Key"};
    }
    return std::optional(Reply{static_cast<unsigned>(kept->status), kept->response, true});
}

void keep_reply(store::Transaction& transaction, const Once& once, const Reply& reply) {
    if (once.key.empty()) return;
    store::keep_answer(transaction, once.key, once.actor, {once.request, static_cast<int>(reply.status), reply.body},
                       once.at);
}

}  // namespace ehcp::api
