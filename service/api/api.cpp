#include "service/api/api.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/store/accounts.hpp"
#include "core/store/error.hpp"
#include "service/api/problem.hpp"
#include "service/http/problem.hpp"
#include "service/http/route_path.hpp"

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

http::Response nothing_here(const http::Request& request) {
    std::string allowed;
    for (const auto& route : routes()) {
        if (http::is_path_of(route.path, request.segments))
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
            access::ViewLog(grounds.writer),
            {},
            {}},
      door_(look_up_in(grounds.readers)) {}

const Route* Api::route_of(const http::Request& request) {
    const auto found = std::ranges::find_if(routes(), [&](const Route& route) {
        return route.method == request.method && http::is_path_of(route.path, request.segments);
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

http::Response Api::refused(unsigned status, std::string_view detail, std::string_view incident) {
    const auto kind = std::ranges::find(problem_kinds(), status, &ProblemKind::status);
    auto response = !incident.empty()               ? http::incident_problem(incident)
                    : kind != problem_kinds().end() ? problem(kind->code, detail)
                                                    : http::problem(status, detail);
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
        desk_, {request, caller.get(), http::name_in(route.path, request.segments), now, desk_.grounds.zone.day_of(now)});
} catch (const store::DatabaseError& failure) {
    return store::not_now(failure);
}

}  // namespace ehcp::api
