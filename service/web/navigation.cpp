#include "service/web/navigation.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace ehcp::web {

namespace {

struct Section {
    std::string_view name, label, path;
    access::Action action;
};

using enum access::Action;
constexpr std::array sections = std::to_array<Section>({
    {"today", "Today", "/today", list_cases},
    {"new-request", "New request", "/requests/new", record_event},
    {"search", "Search", "/search", search_people},
    {"hand-over", "Hand over", "/hand-over", assign_case},
    {"tonight", "Tonight's report", "/report", read_night},
    {"our-requests", "Our requests", "/school", read_own_requests},
    {"asked", "Asked of us", "/school/asked", read_own_requests},
    {"sen-support", "SEN Support", "/school/support", write_draft},
    {"advice", "Advice asked of us", "/advice", read_advice_requests},
    {"accounts", "Accounts", "/accounts", manage_accounts},
    {"registers", "Settings and teams", "/registers", manage_registers},
    {"help", "Help", "/help", read_help},
});

}  // namespace

boost::json::array navigation(const Visit& visit) {
    boost::json::array list;
    for (const auto& each : sections) {
        if (!visit.may(each.action)) continue;
        list.push_back({{"label", boost::json::string(each.label)},
                        {"path", boost::json::string(each.path)},
                        {"is_here", each.name == visit.section}});
    }
    return list;
}

std::string_view home_of(UserRole role) {
    const auto first = std::ranges::find_if(sections, [&](const Section& each) { return access::may(role, each.action); });
    return first == sections.end() ? "/help" : first->path;
}

}  // namespace ehcp::web
