#include "service/web/manager/night_page.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/intake_checks.hpp"
#include "core/reporting/groups.hpp"
#include "service/web/account/common.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::By;
using reporting::KeptReports;

struct Tab {
    std::string_view path, label;
};
constexpr auto tabs = std::to_array<Tab>({
    {"/report", "Tonight"},
    {"/report/bottlenecks", "Bottlenecks"},
    {"/report/longest-waits", "Longest waits"},
    {"/report/timeliness", "Timeliness"},
    {"/report/groups", "By group"},
    {"/report/sen2", "SEN2"},
});

json::array tabs_with(std::string_view here) {
    json::array list;
    for (const Tab& tab : tabs)
        list.push_back({{"tab_path", text(tab.path)}, {"tab", text(tab.label)}, {"is_here", tab.path == here}});
    return list;
}

}  // namespace

std::shared_ptr<const reporting::Report> NightView::report(std::string name, std::optional<By> by) const {
    auto kept = desk.manager.kept(reader, night, {std::move(name), by});
    if (!kept) throw std::runtime_error("the night kept no such report; ehcp nightly makes it");
    return kept;
}

std::optional<store::Night> kept_night(Desk& desk, store::Reader& reader) {
    auto night = KeptReports::night(reader);
    if (night && !desk.manager.kept(reader, *night, {"night"})) return std::nullopt;
    return night;
}

http::Response no_night_page(Desk& desk, const Visit& visit, const PageHead& head) {
    return page(desk, visit, "manager/no-night", {}, {.title = head.title});
}

Result<http::Response> night_page(Desk& desk, const Visit& visit, const NightPage& about,
                                  const std::function<json::object(const NightView&)>& make) {
    const auto content = desk.grounds.readers.read([&](store::Reader& reader) -> std::shared_ptr<const std::string> {
        const auto night = kept_night(desk, reader);
        if (!night) return nullptr;
        // Dates are told from today, so that the content is of a day as well.
        const auto key = fmt::format("{} {} {} {}", about.template_name, visit.request.path, about.key, text_of(visit.today));
        return desk.manager.content(*night, key, [&] {
            auto model = make({desk, reader, *night, visit.today});
            model["tabs"] = tabs_with(about.tab);
            model["night"] = weekday_text(night->day);
            model["run_at"] = account::local_text(desk.grounds.zone, *night->finished_at);
            model["is_old"] = night->day < visit.today;
            return desk.templates.render(about.template_name, model);
        });
    });
    return content ? page_around(desk, visit, *content, about.head) : no_night_page(desk, visit, about.head);
}

std::string_view label_of(By by) {
    switch (by) {
        case By::team: return "Team";
        case By::caseworker: return "Caseworker";
        case By::setting: return "Setting";
        case By::adviser: return "Adviser";
        case By::stage: return "Stage";
        case By::month: return "Month";
        case By::year: return "Year";
        case By::sex: return "Sex";
        case By::need: return "Primary need";
        case By::age: return "Age";
    }
    return {};
}

std::string group_label(By by, std::string_view key, const Names& names) {
    if (key == "all") return "All";
    if (key == reporting::group_title("")) return "Not recorded";
    const auto named = [&](const auto& list) {
        const auto found = list.find(key);
        return found == list.end() ? std::string(key) : found->second;
    };
    switch (by) {
        case By::setting: return named(names.settings);
        case By::caseworker: return named(names.caseworkers);
        case By::adviser:
            if (const auto adviser = from_token<Adviser>(key)) return label_of(*adviser);
            break;
        case By::need: {
            const auto need = std::ranges::find(casework::needs, key, &casework::Need::code);
            if (need != casework::needs.end()) return std::string(need->name);
            break;
        }
        case By::sex: return sentence_of(key);
        case By::age: {  // "05-10"
            std::string band(key);
            if (band.starts_with('0')) band.erase(0, 1);
            if (const auto dash = band.find("-0"); dash != band.npos) band.erase(dash + 1, 1);
            if (const auto dash = band.find('-'); dash != band.npos) band.replace(dash, 1, " to ");
            return band + " years";
        }
        default: break;
    }
    return std::string(key);
}

}  // namespace ehcp::web
