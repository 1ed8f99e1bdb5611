#include "service/web/school/support_model.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>

#include "service/web/school/common.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

constexpr int most_choices = 200;

json::object cycle_model(const casework::SupportCycle& cycle, const std::string& path) {
    json::array parts;
    for (const auto& [label, words] : {std::pair{"Assess", &cycle.assess}, std::pair{"Plan", &cycle.plan},
                                       std::pair{"Do", &cycle.done}, std::pair{"Provision", &cycle.provision},
                                       std::pair{"Review", &cycle.review}, std::pair{"Outcome", &cycle.outcome}}) {
        if (!words->empty()) parts.push_back({{"label", label}, {"lines", lines_of(*words)}});
    }
    const auto dates = !cycle.from && !cycle.to ? std::string("No dates")
                       : !cycle.to              ? "From " + long_text_of(*cycle.from)
                       : !cycle.from            ? "To " + long_text_of(*cycle.to)
                                                : long_text_of(*cycle.from) + " to " + long_text_of(*cycle.to);
    return {{"dates", dates}, {"path", path}, {"parts", std::move(parts)}};
}

std::string summary_of(const std::vector<casework::Barrier>& barriers) {
    std::size_t cycles = 0;
    for (const auto& barrier : barriers) cycles += barrier.cycles.size();
    if (barriers.empty()) return "nothing entered yet";
    return fmt::format(
        "{}, {}", count_text(static_cast<std::int64_t>(barriers.size()), "barrier to learning", "barriers to learning"),
        count_text(static_cast<std::int64_t>(cycles), "cycle", "cycles"));
}

}  // namespace

json::object support_model(const store::SupportRecord& record, const LegalZone& zone) {
    const auto barriers = casework::barriers_in(record.cycles);
    json::array list;
    for (std::size_t b = 0; b < barriers.size(); ++b) {
        const auto base = fmt::format("/school/support/{}", record.id.value);
        json::array cycles;
        for (std::size_t c = 0; c < barriers[b].cycles.size(); ++c)
            cycles.push_back(cycle_model(barriers[b].cycles[c], fmt::format("{}/cycle-{}-{}", base, b, c)));
        list.push_back({{"barrier", barriers[b].barrier},
                        {"path", fmt::format("{}/barrier-{}", base, b)},
                        {"add_path", fmt::format("{}/cycle-{}-new", base, b)},
                        {"has_cycles", !cycles.empty()},
                        {"cycles", std::move(cycles)}});
    }
    return {{"record", record.id.value},
            {"version", record.version},
            {"pupil", fmt::format("{} {}", record.forename, record.surname)},
            {"born", record.date_of_birth ? long_text_of(*record.date_of_birth) : std::string()},
            {"upn", record.upn},
            {"summary", summary_of(barriers)},
            {"by", record.updated.by},
            {"at", time_text(zone, record.updated.at)},
            {"has_barriers", !list.empty()},
            {"barriers", std::move(list)}};
}

json::object support_choice_model(store::Reader& reader, const casework::Draft& draft, const LegalZone& zone,
                                  const FieldErrors& errors) {
    const auto& setting = draft.kept.setting;
    std::vector<Choice> choices{{"", "None goes with it"}, {"new", "Enter SEN Support for this child now"}};
    const auto kept = casework::supports_of(reader, setting, {}, most_choices);
    for (const auto& record : kept->rows) {
        choices.push_back(
            {std::to_string(record.id.value),
             fmt::format("{}, {}{}", record.surname, record.forename,
                         record.date_of_birth ? ", born " + long_text_of(*record.date_of_birth) : std::string())});
    }
    Form form;
    json::value attached = nullptr;
    if (draft.kept.support_record) {
        if (const auto record = store::find_support_record(reader, *draft.kept.support_record, setting)) {
            form.set("support_record", std::to_string(record->id.value));
            auto model = support_model(*record, zone);
            model["draft"] = draft.kept.id.value;
            attached = std::move(model);
        }
    }
    return {{"id", draft.kept.id.value},
            {"version", draft.kept.version},
            {"heading", "New request"},
            {"attached", std::move(attached)},
            {"choice",
             select_field({form, errors}, {.name = "support_record", .label = "SEN Support that goes with the request"},
                          choices)}};
}

}  // namespace ehcp::web
