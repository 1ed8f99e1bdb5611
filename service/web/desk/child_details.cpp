#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/plan_facts.hpp"
#include "service/web/desk/choices.hpp"
#include "service/web/desk/entry.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

http::Response details_page(Desk& desk, const Visit& visit, const store::CaseFile& file, const Form& form, const FieldErrors& errors, bool has_moved_on) {
    const auto layout = exchange::sen2::Layout::next(desk.grounds.sen2, visit.today);
    const Shown shown{form, errors};
    json::array fields;
    fields.push_back(line_field(shown, {.name = "surname", .label = "Surname", .width = "20", .autocomplete = "off"}));
    fields.push_back(line_field(shown, {.name = "forename", .label = "First name", .width = "20", .autocomplete = "off"}));
    fields.push_back(date_field(shown, {.name = "born", .label = "Date of birth", .hint = "For example, 2 3 2015"}));
    fields.push_back(select_field(shown, {.name = "sex", .label = "Sex"}, code_choices(layout, "sex", "Not recorded")));
    fields.push_back(select_field(shown, {.name = "ethnicity", .label = "Ethnicity", .hint = "As the family says; school census code"}, code_choices(layout, "ethnicity", "Not recorded")));
    fields.push_back(line_field(shown, {.name = "upn", .label = "Unique pupil number (UPN)", .hint = "13 characters; the school has it", .width = "20", .autocomplete = "off"}));
    fields.push_back(line_field(shown, {.name = "uln", .label = "Unique learner number (ULN)", .hint = "10 digits; for young people in further education", .width = "10", .autocomplete = "off"}));
    fields.push_back(select_field(shown, {.name = "no_upn", .label = "If there is neither number, why"}, code_choices(layout, "upn_unknown", "There is a number, or nobody has asked")));
    fields.push_back(line_field(shown, {.name = "postcode", .label = "Postcode", .width = "10", .autocomplete = "off"}));
    json::array sections;
    sections.push_back({{"heading", ""}, {"fields", std::move(fields)}});
    json::object model{{"reference", file.reference},
                       {"heading", "Child’s details"},
                       {"lead", "What is known of the child or young person, as the SEN2 return asks for it. The case keeps who changed what and when, but not what stood here before."},
                       {"action", fmt::format("/cases/{}/child", file.reference)},
                       {"seq", file.last_seq},
                       {"has_moved_on", has_moved_on},
                       {"sections", std::move(sections)}};
    const PageHead head{.title = "Child’s details, " + file.reference, .status = has_moved_on ? 409u : 200u};
    return errors.empty() ? page(desk, visit, "desk/facts", std::move(model), head)
                          : page_again(desk, visit, "desk/facts", std::move(model), head, errors);
}

std::string field_of(std::string_view where) { return std::string(where == "date_of_birth" ? "born" : where); }

}  // namespace

Result<http::Response> show_child_details(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        note_view(desk, visit, file->id);
        const auto [person, why] = casework::load_child_details(reader, file->person);
        Form form;
        form.set("surname", person.surname);
        form.set("forename", person.forename);
        form.set_day("born", person.date_of_birth);
        form.set("sex", person.sex);
        form.set("ethnicity", person.ethnicity);
        form.set("upn", person.upn);
        form.set("uln", person.uln);
        form.set("no_upn", why);
        form.set("postcode", person.postcode);
        return details_page(desk, visit, *file, form, {}, false);
    });
}

Result<http::Response> keep_child_details(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader read(visit.form, errors);
    casework::ChildDetails details;
    auto& person = details.person;
    person.surname = read.line("surname", "The surname");
    person.forename = read.line("forename", "The first name");
    const auto born = read.day("born", "The date of birth");
    if (born && *born > visit.today) errors.add("born", "The date of birth must be in the past");
    person.date_of_birth = born.value_or(visit.today);
    person.sex = read.line("sex", "The sex", false);
    person.ethnicity = read.line("ethnicity", "The ethnicity", false);
    person.upn = read.line("upn", "The UPN", false);
    person.uln = read.line("uln", "The ULN", false);
    person.postcode = read.line("postcode", "The postcode", false);
    details.no_upn_because = read.line("no_upn", "The reason", false);
    bool has_moved_on = false;
    if (errors.empty()) {
        const auto kept = desk.grounds.writer.perform([&](store::Transaction& transaction) {
            return casework::keep_child_details(transaction, visit.name, seen_seq(visit.form), details, occasion_of(desk, visit));
        });
        if (!kept.has_error()) return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "facts"}}));
        has_moved_on = kept.error().kind == Refusal::conflict;
        if (!has_moved_on && kept.error().where.empty()) return kept.error();
        if (!has_moved_on) errors.add(field_of(kept.error().where), "Check this: " + kept.error().message);
    }
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        return details_page(desk, visit, *file, visit.form, errors, has_moved_on);
    });
}

}  // namespace ehcp::web
