#include <boost/json.hpp>

#include "core/casework/search.hpp"
#include "core/store/index.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

/// A line for each procedure of a case that is not over.
std::string stage_text(store::Reader& reader, store::CaseId id) {
    std::string stages;
    for (const auto& run : store::read_index(reader, id).procedures) {
        if (run.ended_on || run.kind == ProcedureKind::dispute) continue;
        stages += (stages.empty() ? "" : "; ") + label_of(run.state);
    }
    return stages.empty() ? "Nothing open" : stages;
}

json::object search_fields(const Form& form, const FieldErrors& errors) {
    const Shown shown{form, errors};
    json::array fields;
    fields.push_back(line_field(shown, {.name = "text", .label = "Name, reference or UPN",
                                        .hint = "The beginning of a surname is enough: obr, or obrien, sea", .width = "20", .autocomplete = "off"}));
    fields.push_back(line_field(shown, {.name = "setting", .label = "Setting (URN, optional)", .width = "10"}));
    return {{"fields", std::move(fields)}, {"searched", false}, {"rows", json::array()}, {"has_rows", false}};
}

}  // namespace

Result<http::Response> show_search(Desk& desk, const Visit& visit) {
    return page(desk, visit, "desk/search", search_fields({}, {}), {.title = "Search"});
}

// What is searched for is somebody's name: it comes in the body and never stands in an address.
Result<http::Response> search(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader read(visit.form, errors);
    const auto typed = read.line("text", "A name, reference or UPN", visit.form.text("setting").empty());
    const auto setting = read.line("setting", "The setting", false);
    auto model = search_fields(visit.form, errors);
    if (!errors.empty()) return page_again(desk, visit, "desk/search", std::move(model), {.title = "Search"}, errors);
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto found = casework::search(reader, {.text = typed, .setting = setting, .cursor = std::string(visit.form.text("from"))});
        if (found.has_error()) return found.error();
        json::array rows;
        for (const auto& each : found->rows) {
            rows.push_back({{"reference", each.file.reference},
                            {"child", each.child.surname + ", " + each.child.forename},
                            {"born", long_text_of(each.child.date_of_birth)},
                            {"stage", stage_text(reader, each.file.id)},
                            {"setting", each.file.setting},
                            {"caseworker", each.file.caseworker}});
        }
        model["searched"] = true;
        model["has_rows"] = !rows.empty();
        model["rows"] = std::move(rows);
        model["next"] = found->next;
        model["text"] = typed;
        model["setting"] = setting;
        return page(desk, visit, "desk/search", std::move(model), {.title = "Search", .is_wide = true});
    });
}

}  // namespace ehcp::web
