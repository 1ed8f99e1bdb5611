#include <charconv>

#include "core/casework/record.hpp"
#include "core/json/case_json.hpp"
#include "core/json/strict.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"
#include "service/api/problem.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

/// If-Match: "12", the ETag that the case had when the caller looked.
Result<int> seen_seq(std::string_view if_match) {
    auto number = if_match;
    if (number.size() >= 2 && number.front() == '"' && number.back() == '"')
        number = number.substr(1, number.size() - 2);
    int seq = 0;
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), seq);
    if (failed == std::errc() && end == number.data() + number.size() && seq >= 0) return seq;
    return Error{Refusal::bad_value,
                 "this must be the ETag of one answer about the case, as \"12\"; neither a list nor *", "If-Match"};
}

struct Entry {
    std::string reference;
    int seen = 0;
    Event event;
};

/// The case as the event leaves it: its number, and what `ehcp clocks` would say.
std::string body_of(const casework::OpenCase& opened, const WorkingCalendar& calendar, Day today) {
    json::object body{{"reference", text(opened.file.reference)}, {"event", opened.file.last_seq}};
    for (auto& member : case_json(opened.view, calendar, today)) body.insert(member);
    return json::serialize(body);
}

Result<Reply> enter(store::Transaction& transaction, const Entry& entry, const Once& once,
                    const casework::Occasion& occasion) {
    auto kept = kept_reply(transaction, once);
    if (kept.has_error()) return kept.error();
    if (*kept) return std::move(**kept);
    const auto opened = casework::record_event(transaction, entry.reference, entry.seen, entry.event, occasion);
    if (opened.has_error()) return opened.error();
    Reply reply{201, body_of(*opened, occasion.calendar, occasion.today)};
    keep_reply(transaction, once, reply);
    return reply;
}

// The number is in the answer, kept or new: the ETag needs no second source.
std::string etag_in(std::string_view body) {
    constexpr std::string_view key = "\"event\":";
    body.remove_prefix(body.find(key) + key.size());
    return "\"" + std::string(body.substr(0, body.find_first_of(",}"))) + "\"";
}

}  // namespace

Result<http::Response> record_event(Desk& desk, const Visit& visit) {
    const auto if_match = visit.request.header("If-Match");
    if (!if_match) {
        return problem(if_match_required,
                       "Send If-Match with the ETag that the case had when you looked at it, so that "
                       "nobody's entry is built on what has changed since.",
                       "If-Match");
    }
    auto key = key_of(visit.request);
    if (key.has_error()) return key.error();
    const auto seen = seen_seq(*if_match);
    if (seen.has_error()) return seen.error();

    const auto value = parse_strictly(visit.request.body);
    if (value.has_error()) return value.error();
    Arena arena;
    auto event = read_event(*value, arena, "event", 0);
    if (event.has_error()) {
        auto refused = event.error();
        refused.event.reset();  // the number of an event in the log, and this one is not in it
        return refused;
    }
    if (!access::may_record(visit.caller->role, event->type)) {
        return Error{Refusal::forbidden, "this role may not record such an event", "event.type"};
    }

    // The arena outlives the command: this thread waits for its commit.
    const Entry entry{std::string(visit.name), *seen, *event};
    const auto once = once_for(visit, std::move(*key), std::string(*if_match) + "\n" + visit.request.body);
    const casework::Occasion occasion{visit.now, visit.today, visit.actor(), desk.grounds.calendar};
    auto reply = desk.grounds.writer.perform(
        [&](store::Transaction& transaction) { return enter(transaction, entry, once, occasion); });
    if (reply.has_error()) return reply.error();

    auto response = json_answer(reply->status, std::move(reply->body));
    response.headers.push_back({"ETag", etag_in(response.body)});
    if (reply->is_replayed) response.headers.push_back({"Idempotency-Replayed", "true"});
    return response;
}

}  // namespace ehcp::api
