#pragma once
// What handlers share: JSON answers, parameters read strictly, and the answer kept for a repeated request.

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <initializer_list>

#include "core/store/accounts.hpp"
#include "service/api/api.hpp"

namespace ehcp::api {

inline boost::json::string_view text(std::string_view from) { return {from.data(), from.size()}; }
inline boost::json::value text_or_null(std::string_view from) {
    return from.empty() ? boost::json::value(nullptr) : boost::json::value(text(from));
}
inline boost::json::value day_or_null(std::optional<Day> day) {
    return day ? boost::json::value(text_of(*day)) : boost::json::value(nullptr);
}

http::Response json_answer(unsigned status, std::string body);
inline http::Response json_answer(const boost::json::object& body) {
    return json_answer(200, boost::json::serialize(body));
}

/// "12", as the ETag of a case: the number of its last event.
std::string etag_of(int seq);

/// Refuses a query parameter that is not among `known`, or that stands twice.
Result<void> only_knows(const http::Request& request, std::initializer_list<std::string_view> known);
Result<std::optional<Day>> day_parameter(const http::Request& request, std::string_view name);
Result<std::optional<int>> number_parameter(const http::Request& request, std::string_view name, int least, int most);
Result<bool> yes_parameter(const http::Request& request, std::string_view name);

/// The Idempotency-Key, or nothing. Refuses one that is longer than 200 characters or not of visible ASCII.
Result<std::string> key_of(const http::Request& request);

/// The answer to a command, as it is kept for a repetition.
struct Reply {
    unsigned status = 201;
    std::string body;
    bool is_replayed = false;
};
struct Once {
    std::string key;    ///< empty: not asked for
    std::string actor;  ///< whose key it is
    store::Hash request{};
    Instant at{};
};
Once once_for(const Visit& visit, std::string key, std::string_view asked);

/// The answer kept under the key if the same was asked before; refuses (key_reused) if something else was.
Result<std::optional<Reply>> kept_reply(store::Transaction& transaction, const Once& once);
void keep_reply(store::Transaction& transaction, const Once& once, const Reply& reply);

}  // namespace ehcp::api
