// One time limit explained: a limit may stand in several procedures, and each has its own row of the law.
#include <boost/json.hpp>

#include "service/web/help/pages.hpp"
#include "service/web/help/sentences.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

json::array causes_model(const Causes& causes) {
    json::array list;
    for (const auto& cause : causes) {
        const std::string path = "/help/events#" + std::string(token(cause.event));
        list.push_back({{"words", said(cause)}, {"path", path}});
    }
    return list;
}

json::array limbs_model(const Limbs& limbs) {
    json::array list;
    for (const auto limb : all<Limb>()) {
        if (!limbs.has(limb)) continue;
        list.push_back({{"words", text(rule_of(limb).event)},
                        {"path", "/help/exemptions#" + std::string(token(limb))},
                        {"limb", text(token(limb))}});
    }
    return list;
}

json::object rule_model(const ClockRule& rule) {
    return {{"procedure", label_of(rule.procedure)},
            {"meaning", text(meaning_of(rule))},
            {"who", label_of(rule.bearer)},
            {"starts", causes_model(rule.starts)},
            {"length", length_of(rule)},
            {"has_ends", !rule.satisfied_by.empty()},
            {"ends", causes_model(rule.satisfied_by)},
            {"has_stops", !rule.stopped_by.empty()},
            {"stops", causes_model(rule.stopped_by)},
            {"has_revivals", !rule.revived_by.empty()},
            {"revivals", causes_model(rule.revived_by)},
            {"has_limbs", !rule.limbs.empty()},
            {"limbs", limbs_model(rule.limbs)},
            {"source", source_of(rule.provision, rule.confidence)},
            {"from", long_text_of(rule.from)},
            {"to", rule.to ? long_text_of(*rule.to) : std::string()},
            {"is_each", rule.per != Per::procedure},
            {"each", rule.per == Per::adviser ? "adviser" : "setting"}};
}

}  // namespace

Result<http::Response> show_help_clock(Desk& desk, const Visit& visit) {
    const auto id = from_hyphen_token<ClockId>(visit.name);
    if (!id) return Error{Refusal::not_found, {}};
    json::array rules;
    for (const auto& rule : law::clocks) {
        if (rule.id == *id) rules.push_back(rule_model(rule));
    }
    json::object model{{"title", text(label_of(*id))}, {"name", text(hyphen_token(*id))}, {"rules", std::move(rules)}};
    return page(desk, visit, "help/clock", std::move(model), {.title = std::string(label_of(*id))});
}

}  // namespace ehcp::web
