#include "service/api/problem.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <vector>

#include "core/law/events.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

json::string_view to_json(std::string_view text) { return {text.data(), text.size()}; }

std::string_view title_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::impossible_event: return "This cannot have happened";
        case Refusal::unknown_event: return "Unknown type of event";
        case Refusal::unknown_field: return "Unknown field";
        case Refusal::missing_field: return "A field is missing";
        case Refusal::bad_value: return "A value is not one that the field takes";
        case Refusal::bad_date: return "Not a date that can be";
        case Refusal::bad_json: return "Not well-formed JSON";
        case Refusal::not_found: return "Nothing here";
        case Refusal::conflict: return "The case has moved on";
        case Refusal::forbidden: return "Not permitted to this token";
        case Refusal::unauthorised: return "No valid token";
        case Refusal::key_reused: return "The key was used for something else";
        case Refusal::too_large: return "Too large";
        case Refusal::too_many: return "Too many requests";
        case Refusal::not_available: return "Not available at the moment";
    }
    return {};
}

const ProblemKind& kind_of(std::string_view code) {
    const auto kinds = problem_kinds();
    return *std::ranges::find(kinds, code, &ProblemKind::code);
}

json::object members_of(const ProblemKind& kind, std::string_view detail, std::string_view where) {
    json::object members{{"type", "urn:ehcp:problem:" + std::string(kind.code)},
                         {"title", to_json(kind.title)},
                         {"status", kind.status},
                         {"detail", to_json(detail)},
                         {"code", to_json(kind.code)}};
    if (!where.empty()) members["where"] = to_json(where);
    return members;
}

http::Response rendered(const ProblemKind& kind, const json::object& members) {
    http::Response response{.status = kind.status,
                            .headers = {{"Content-Type", "application/problem+json"}},
                            .body = json::serialize(members)};
    if (kind.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"ehcp\""});
    if (kind.status == 503) response.headers.push_back({"Retry-After", "1"});
    return response;
}

// Words of ours, which a message may repeat: names of fields, types of events, and the values of closed lists.
bool is_in_the_vocabulary(std::string_view word) {
    if (word == "type" || word == "on" || word == "recorded_at" || word == "recorded_by") return true;
    if (from_token<EventType>(word)) return true;
    return std::ranges::any_of(all<Field>(), [&](Field field) {
        return name_of(field) == word || std::ranges::count(words_of(field), word) > 0;
    });
}

}  // namespace

std::string without_quotations(std::string_view message) {
    std::string text;
    while (true) {
        const auto from = message.find('\'');
        const auto to = from == message.npos ? from : message.find('\'', from + 1);
        if (to == message.npos) break;
        const auto quoted = message.substr(from + 1, to - from - 1);
        text += message.substr(0, from);
        text += is_in_the_vocabulary(quoted) ? message.substr(from, to - from + 1) : "this value";
        message.remove_prefix(to + 1);
    }
    return text.append(message);
}

unsigned status_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::bad_json: return 400;
        case Refusal::unauthorised: return 401;
        case Refusal::forbidden: return 403;
        case Refusal::not_found: return 404;
        case Refusal::conflict: return 412;  // If-Match names an older version (RFC 9110, 13.1.1)
        case Refusal::too_large: return 413;
        case Refusal::impossible_event:
        case Refusal::unknown_event:
        case Refusal::unknown_field:
        case Refusal::missing_field:
        case Refusal::bad_value:
        case Refusal::bad_date:
        case Refusal::key_reused: return 422;
        case Refusal::too_many: return 429;
        case Refusal::not_available: return 503;
    }
    return 500;
}

std::span<const ProblemKind> problem_kinds() {
    static const std::vector<ProblemKind> kinds = [] {
        std::vector<ProblemKind> all_kinds;
        for (const auto refusal : all<Refusal>()) {
            all_kinds.push_back({hyphen_token(refusal), status_of(refusal), title_of(refusal)});
        }
        all_kinds.push_back({method_not_allowed, 405, "This address does not take that method"});
        all_kinds.push_back({if_match_required, 428, "Say which version of the case you saw"});
        return all_kinds;
    }();
    return kinds;
}

json::object problem_json(const Error& error) {
    auto members = members_of(kind_of(hyphen_token(error.kind)), without_quotations(error.message), error.where);
    if (error.event) members["event"] = *error.event;
    return members;
}

http::Response problem(const Error& error) { return rendered(kind_of(hyphen_token(error.kind)), problem_json(error)); }

http::Response problem(std::string_view code, std::string_view detail, std::string_view where) {
    const auto& kind = kind_of(code);
    return rendered(kind, members_of(kind, detail, where));
}

}  // namespace ehcp::api
