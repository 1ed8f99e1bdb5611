#include "service/api/intake.hpp"

#include <fmt/format.h>

#include <boost/json/monotonic_resource.hpp>
#include <future>

#include "core/json/case_json.hpp"
#include "core/json/strict.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"
#include "service/api/problem.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

constexpr std::size_t lines_at_once = 256;  // of a batch, waiting for one commit together

/// The clocks that a request starts. They depend on its date alone, and so are told before it has a reference.
Result<std::string> clocks_of(const casework::IntakeRequest& request, const WorkingCalendar& calendar, Day today) {
    Event received(EventType::request_received, request.received_on);
    received.set(request.source);
    CaseView view;
    Fold fold(calendar);
    if (auto folded = fold({&received, 1}, {}, today, view); folded.has_error()) {
        auto refused = folded.error();
        refused.where = "received_on";
        return refused;
    }
    json::array clocks;
    for (const auto& clock : view.clocks) clocks.push_back(clock_json(view, clock, calendar, today));
    return json::serialize(clocks);
}

std::string body_of(const casework::Received& received, std::string_view clocks) {
    json::array missing;
    for (const auto& item : received.missing) missing.emplace_back(text(item));
    json::array duplicates;
    for (const auto& each : received.possible_duplicates) {
        duplicates.push_back({{"reference", text(each.reference)},
                              {"why", text(token(each.why))},
                              {"assessment_open", each.assessment_open}});
    }
    return fmt::format(R"({{"reference":"{}","clocks":{},"missing":{},"possible_duplicates":{}}})",
                       received.opened.file.reference, clocks, json::serialize(missing), json::serialize(duplicates));
}

Result<std::future<Result<Reply>>> submit(Desk& desk, const Visit& visit, std::string_view body, std::string key) {
    unsigned char buffer[4096];
    json::monotonic_resource memory(buffer, sizeof buffer);
    auto value = parse_strictly(body, &memory);
    if (value.has_error()) return value.error();
    if (auto checked = desk.intake_schema.check(*value); checked.has_error()) return checked.error();
    auto request = read_intake(*value, *visit.caller);
    if (request.has_error()) return request.error();
    auto clocks = clocks_of(*request, desk.grounds.calendar, visit.today);
    if (clocks.has_error()) return clocks.error();

    auto once = once_for(visit, std::move(key), body);
    casework::Occasion occasion{visit.now, visit.today, visit.actor(), desk.grounds.calendar};
    return desk.grounds.writer.submit(
        [request = std::move(*request), clocks = std::move(*clocks), once = std::move(once),
         occasion = std::move(occasion)](store::Transaction& transaction) -> Result<Reply> {
            auto kept = kept_reply(transaction, once);
            if (kept.has_error()) return kept.error();
            if (*kept) return std::move(**kept);
            const auto received = casework::receive_request(transaction, request, occasion);
            if (received.has_error()) return received.error();
            Reply reply{201, body_of(*received, clocks)};
            keep_reply(transaction, once, reply);
            return reply;
        });
}

// One line of the answer to a batch: the line's number, then what a single request would have been answered.
std::string line_of(std::size_t number, std::string_view object) {
    return fmt::format("{{\"line\":{},{}\n", number, object.substr(1));
}
std::string line_of(std::size_t number, const Reply& reply) {
    return line_of(number, fmt::format("{{\"status\":{},{}", reply.status, std::string_view(reply.body).substr(1)));
}
std::string line_of(std::size_t number, const Error& error) {
    return line_of(number, json::serialize(problem_json(error)));
}

struct Line {
    std::size_t number;
    std::string_view text;
};

std::vector<Line> lines_of(std::string_view body) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !body.empty(); ++number) {
        const auto line = body.substr(0, body.find('\n'));
        body.remove_prefix(std::min(body.size(), line.size() + 1));
        if (line.find_first_not_of(" \t\r") != line.npos) lines.push_back({number, line});
    }
    return lines;
}

// Submits all before it waits for the first, so that they share a commit; each is answered for itself.
void take_lines(Desk& desk, const Visit& visit, std::span<const Line> lines, const std::string& key,
                std::string& answers) {
    std::vector<Result<std::future<Result<Reply>>>> under_way;
    for (const auto& line : lines) {
        under_way.push_back(submit(desk, visit, line.text, key.empty() ? key : fmt::format("{}/{}", key, line.number)));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (under_way[i].has_error()) {
            answers += line_of(lines[i].number, under_way[i].error());
            continue;
        }
        const auto reply = under_way[i]->get();
        answers += reply.has_error() ? line_of(lines[i].number, reply.error()) : line_of(lines[i].number, *reply);
    }
}

}  // namespace

Result<http::Response> take_request(Desk& desk, const Visit& visit) {
    auto key = key_of(visit.request);
    if (key.has_error()) return key.error();
    auto submitted = submit(desk, visit, visit.request.body, std::move(*key));
    if (submitted.has_error()) return submitted.error();
    auto reply = submitted->get();
    if (reply.has_error()) return reply.error();
    auto response = json_answer(reply->status, std::move(reply->body));
    if (reply->is_replayed) response.headers.push_back({"Idempotency-Replayed", "true"});
    return response;
}

Result<http::Response> take_batch(Desk& desk, const Visit& visit) {
    auto key = key_of(visit.request);
    if (key.has_error()) return key.error();
    const auto lines = lines_of(visit.request.body);
    if (lines.empty())
        return Error{Refusal::missing_field, "the body has no line; send one request a line (NDJSON)", "body"};
    std::string answers;
    for (std::size_t from = 0; from < lines.size(); from += lines_at_once) {
        const auto some = std::span(lines).subspan(from, std::min(lines_at_once, lines.size() - from));
        take_lines(desk, visit, some, *key, answers);
    }
    return http::Response{
        .status = 200, .headers = {{"Content-Type", "application/x-ndjson"}}, .body = std::move(answers)};
}

}  // namespace ehcp::api
