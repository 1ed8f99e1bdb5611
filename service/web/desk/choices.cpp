#include "service/web/desk/choices.hpp"

#include <algorithm>

#include "core/store/caseworkers.hpp"

namespace ehcp::web {

std::vector<Choice> caseworker_choices(store::Reader& reader, Choice nobody, const AmongWhom& among) {
    constexpr auto most = static_cast<int>(most_to_choose_among);
    const auto chosen = store::find_caseworker(reader, among.chosen);
    const std::string team = among.team.empty() && chosen ? chosen->team : std::string(among.team);
    auto here = store::caseworkers_here(reader, {}, among.today, most + 1);
    if (here.size() > most_to_choose_among) {
        here.clear();
        if (!team.empty()) here = store::caseworkers_here(reader, team, among.today, most);
    }
    if (chosen && std::ranges::find(here, chosen->code, &store::Caseworker::code) == here.end()) here.push_back(*chosen);
    std::vector<Choice> choices{std::move(nobody)};
    for (const auto& each : here) choices.push_back({each.code, each.name});
    return choices;
}

std::vector<Choice> code_choices(const exchange::sen2::Layout& layout, std::string_view list, std::string none) {
    std::vector<Choice> choices{{"", std::move(none)}};
    const auto* const codes = layout.codes(list);
    if (!codes) return choices;
    for (const auto& [code, meaning] : codes->codes) choices.push_back({code, meaning.empty() ? code : meaning + " (" + code + ")"});
    return choices;
}

}  // namespace ehcp::web
