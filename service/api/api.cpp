#include "service/api/api.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/store/accounts.hpp"
#include "core/store/error.hpp"
#include "service/api/problem.hpp"

namespace ehcp::api {

namespace {

std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error(file.string() + " cannot be read; reinstall the program's data files");
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Metrics::Named> named_routes() {
    std::vector<Metrics::Named> names;
    for (const auto& route : routes()) names.push_back({route.method, route.path});
    return names;
}

/// Whether the decoded segments are those of the template, "{…}" standing for any one.
bool is_path_of(std::string_view path, const std::vector<std::string>& segments) {
    for (const auto& segment : segments) {
        if (path.empty()) return false;
        path.remove_prefix(1);  // the slash
        const auto expected = path.substr(0, path.find('/'));
        path.remove_prefix(expected.size());
        if (expected.starts_with('{') ? segment.empty() : expected != segment) return false;
    }
    return path.empty();
}

std::string_view name_in(std::string_view path, const std::vector<std::string>& segments) {
    const auto brace = path.find('{');
    if (brace == path.npos) return {};
    const auto before = std::ranges::count(path.substr(0, brace), '/');
    return segments[static_cast<std::size_t>(before) - 1];
}

http::Response nothing_here(const http::Request& request) {
    std::string allowed;
    for (const auto& route : routes()) {
        if (is_path_of(route.path, request.segments))
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    if (allowed.empty()) {
        return problem(
            {Refusal::not_found, "there is nothing at this address; /openapi.yaml lists what there is", {}, {}});
    }
    auto response = problem(method_not_allowed, "This address takes " + allowed + ".");
    response.headers.push_back({"Allow", allowed});
    return response;
}

// A database that is locked, full or away passes: the caller may try again. What is damaged does not: an incident.
Error not_now(const store::DatabaseError& failure) {
    using enum store::Fault;
    switch (failure.fault()) {
        case locked:
            return {Refusal::not_available, "the database is busy; nothing was kept of this request, send it again"};
        case full:
            return {Refusal::not_available, "the disk is full; nothing was kept of this request. Tell the operator"};
        case read_only:
            return {Refusal::not_available, "the database takes no writes; nothing was kept. Tell the operator"};
        case unreachable:
            return {Refusal::not_available, "the database is away; nothing was kept of this request, try later"};
        case corrupt:
        case newer:
        case damaged_record:
        case other: break;
    }
    throw failure;
}

// What OWASP's list of secure headers asks of an interface that serves no pages.
void add_common_headers(http::Response& response) {
    response.headers.push_back({"Cache-Control", "no-store"});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    response.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
}

access::Doorkeeper::LookUp look_up_in(store::Readers& readers) {
    return [&readers](std::string_view secret) -> std::optional<access::Caller> {
        const auto found = readers.read([&](store::Reader& reader) { return store::find_token(reader, secret); });
        if (!found) return std::nullopt;
        const auto role = from_token<UserRole>(found->role);
        if (!role) return std::nullopt;  // made by a program that knew other roles: may do nothing here
        return access::Caller{found->id, *role, found->setting, found->label};
    };
}

}  // namespace

store::Actor Visit::actor() const { return {caller->name, std::string(token(caller->role))}; }

Api::Api(Grounds grounds)
    : desk_{grounds,
            JsonSchema(grounds.schemas / "intake.schema.json"),
            text_of_file(grounds.schemas / "openapi.yaml"),
            Metrics(named_routes()),
            ViewLog(grounds.writer),
            {}},
      door_(look_up_in(grounds.readers)) {}

const Route* Api::route_of(const http::Request& request) {
    const auto found = std::ranges::find_if(routes(), [&](const Route& route) {
        return route.method == request.method && is_path_of(route.path, request.segments);
    });
    return found == routes().end() ? nullptr : &*found;
}

http::Response Api::answer(const http::Request& request) {
    const auto* const route = route_of(request);
    auto answer = route ? answer_on(*route, request) : Result<http::Response>(nothing_here(request));
    auto response = answer.has_error() ? problem(answer.error()) : std::move(*answer);
    add_common_headers(response);
    return response;
}

Result<http::Response> Api::answer_on(const Route& route, const http::Request& request) try {
    std::shared_ptr<const access::Caller> caller;
    if (route.action != access::Action::watch_service) {
        auto admitted = door_.admit(request.header("Authorization"), desk_.grounds.tick());
        if (admitted.has_error()) return admitted.error();
        caller = std::move(*admitted);
        if (!access::may(caller->role, route.action)) {
            return Error{
                Refusal::forbidden, "a token of this role may not do that; ask the operator for one that may", {}, {}};
        }
    }
    const auto now = desk_.grounds.now();
    return route.handler(
        desk_, {request, caller.get(), name_in(route.path, request.segments), now, desk_.grounds.zone.day_of(now)});
} catch (const store::DatabaseError& failure) {
    return not_now(failure);
}

}  // namespace ehcp::api
