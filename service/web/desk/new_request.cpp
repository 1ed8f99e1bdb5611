#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/intake_checks.hpp"
#include "core/store/accounts.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/case_model.hpp"
#include "service/web/desk/choices.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

std::vector<Choice> needs() {
    std::vector<Choice> choices{{"", "Not known yet"}};
    for (const auto& need : casework::needs) choices.push_back({std::string(need.code), std::string(need.name)});
    return choices;
}

/// The field of the form for a place in the request: "child.date_of_birth", "contacts[0].email".
std::string field_of(std::string_view where) {
    if (where == "child.date_of_birth") return "born";
    if (where == "primary_need") return "need";
    if (where == "contacts[0].name") return "contact";
    const auto dot = where.rfind('.');
    return std::string(dot == where.npos ? where : where.substr(dot + 1));
}

/// Who enters a request often takes it: their own name, and those of their team, can be chosen in the largest authority.
json::array request_sections(store::Reader& reader, const Shown& shown, std::string_view chosen_caseworker, Day today) {
    std::vector<Choice> sources;
    for (const auto source : all<Source>()) sources.push_back({std::string(token(source)), label_of(source)});
    const auto caseworkers = caseworker_choices(reader, {"", "Nobody yet"},
                                                {.chosen = chosen_caseworker, .team = {}, .today = today});
    json::array request, child, family, desk;
    request.push_back(date_field(shown, {.name = "received_on", .label = "Date received", .hint = "The day it reached any part of the authority. All time limits run from it"}));
    request.push_back(radios_field(shown, {.name = "source", .label = "Who made the request"}, sources));
    child.push_back(line_field(shown, {.name = "surname", .label = "Surname", .width = "20", .autocomplete = "off"}));
    child.push_back(line_field(shown, {.name = "forename", .label = "First name", .width = "20", .autocomplete = "off"}));
    child.push_back(date_field(shown, {.name = "born", .label = "Date of birth", .hint = "For example, 2 3 2015"}));
    child.push_back(select_field(shown, {.name = "sex", .label = "Sex"}, {{"", "Not recorded"}, {"F", "Female"}, {"M", "Male"}}));
    child.push_back(line_field(shown, {.name = "upn", .label = "UPN (optional)", .width = "20", .autocomplete = "off"}));
    child.push_back(line_field(shown, {.name = "postcode", .label = "Postcode (optional)", .width = "10", .autocomplete = "off"}));
    child.push_back(line_field(shown, {.name = "setting", .label = "Setting's URN (optional)", .hint = "The school or other setting that the child goes to", .width = "10"}));
    child.push_back(select_field(shown, {.name = "need", .label = "Main need"}, needs()));
    family.push_back(line_field(shown, {.name = "contact", .label = "Name of the parent or young person (optional)", .width = "20", .autocomplete = "off"}));
    family.push_back(line_field(shown, {.name = "relation", .label = "Relation to the child (optional)", .width = "20"}));
    family.push_back(line_field(shown, {.name = "email", .label = "Email (optional)", .width = "20", .autocomplete = "off", .type = "email"}));
    family.push_back(line_field(shown, {.name = "telephone", .label = "Telephone (optional)", .width = "20", .autocomplete = "off", .type = "tel"}));
    family.push_back(paragraph_field(shown, {.name = "address", .label = "Address (optional)", .rows = 3}));
    desk.push_back(select_field(shown, {.name = "caseworker", .label = "Caseworker"}, caseworkers));
    desk.push_back(paragraph_field(shown, {.name = "note", .label = "Note (optional)", .hint = "What came with the request"}));
    return {{{"heading", "The request"}, {"fields", std::move(request)}},
            {{"heading", "The child or young person"}, {"fields", std::move(child)}},
            {{"heading", "The family"}, {"fields", std::move(family)}},
            {{"heading", "At our desk"}, {"fields", std::move(desk)}}};
}

http::Response request_page(Desk& desk, const Visit& visit, const Form& form, const FieldErrors& errors) {
    auto sections = desk.grounds.readers.read([&](store::Reader& reader) { return request_sections(reader, {form, errors}, form.has("caseworker") ? form.text("caseworker") : visit.user().caseworker, visit.today); });
    // One number a form: sent twice, it is one request.
    const auto once = form.text("once").empty() ? access::new_csrf_secret() : std::string(form.text("once"));
    json::object model{{"sections", std::move(sections)}, {"once", once}};
    const PageHead head{.title = "New request"};
    return errors.empty() ? page(desk, visit, "desk/new-request", std::move(model), head)
                          : page_again(desk, visit, "desk/new-request", std::move(model), head, errors);
}

casework::IntakeRequest read_request(const Visit& visit, FieldErrors& errors) {
    FormReader read(visit.form, errors);
    casework::IntakeRequest request;
    const auto received = read.day("received_on", "The date received");
    if (received && *received > visit.today) errors.add("received_on", "The date received must be today or in the past");
    request.received_on = received.value_or(visit.today);
    request.source = read.word<Source>("source", "Who made the request").value_or(Source{});
    request.child.surname = read.line("surname", "The surname");
    request.child.forename = read.line("forename", "The first name");
    const auto born = read.day("born", "The date of birth");
    if (born && *born > visit.today) errors.add("born", "The date of birth must be in the past");
    request.child.date_of_birth = born.value_or(visit.today);
    request.child.sex = read.line("sex", "The sex", false);
    request.child.upn = read.line("upn", "The UPN", false);
    request.child.postcode = read.line("postcode", "The postcode", false);
    request.setting = read.line("setting", "The URN", false);
    request.primary_need = read.line("need", "The main need", false);
    store::Contact contact{read.line("contact", "The name", false), read.line("relation", "The relation", false),
                           read.line("email", "The email", false), read.line("telephone", "The telephone number", false),
                           read.paragraph("address", "The address", false)};
    if (!contact.name.empty()) {
        request.contacts.push_back(std::move(contact));
    } else if (!contact.email.empty() || !contact.telephone.empty() || !contact.address.empty()) {
        errors.add("contact", "Enter the name of the parent or young person whose details these are");
    }
    request.caseworker = read.line("caseworker", "The caseworker", false);
    request.note = read.paragraph("note", "The note", false);
    if (errors.empty()) {
        for (const auto& fault : casework::faults_of(request, visit.today)) errors.add(field_of(fault.where), sentence_like(fault.message));
    }
    return request;
}

std::string_view words_for(std::string_view missing) {
    if (missing == "setting") return "the setting";
    if (missing == "child.upn") return "the UPN";
    if (missing == "child.sex") return "the sex";
    if (missing == "child.postcode") return "the postcode";
    if (missing == "child.ethnicity") return "the ethnicity";
    if (missing == "contacts") return "someone of the family to write to";
    if (missing == "primary_need") return "the main need";
    if (missing == "sen_support") return "SEN Support so far";
    return missing;
}

}  // namespace

Result<http::Response> show_new_request(Desk& desk, const Visit& visit) {
    Form form;
    form.set_day("received_on", visit.today);
    form.set("caseworker", visit.user().caseworker);
    return request_page(desk, visit, form, {});
}

Result<http::Response> receive_request(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto request = read_request(visit, errors);
    if (!errors.empty()) return request_page(desk, visit, visit.form, errors);
    const auto occasion = occasion_of(desk, visit);
    const auto key = std::string(visit.form.text("once"));
    const auto actor = fmt::format("account {}", visit.user().account);
    const auto reference = desk.grounds.writer.perform([&](store::Transaction& transaction) -> Result<std::string> {
        if (const auto kept = store::kept_answer(transaction, key, actor)) return kept->response;
        const auto received = casework::receive_request(transaction, request, occasion);
        if (received.has_error()) return received.error();
        constexpr int created = 201;
        store::keep_answer(transaction, key, actor, {{}, created, received->opened.file.reference}, visit.now);
        return received->opened.file.reference;
    });
    if (!reference.has_error()) return see_other(fmt::format("/cases/{}/received", *reference));
    errors.add(field_of(reference.error().where), sentence_like(reference.error().message));
    return request_page(desk, visit, visit.form, errors);
}

Result<http::Response> show_received(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        note_view(desk, visit, opened->file.id);
        const auto child = store::load_person(reader, opened->file.person);
        casework::IntakeRequest known;
        known.setting = opened->file.setting;
        known.primary_need = opened->file.primary_need;
        known.child = child;
        known.contacts = store::load_contacts(reader, opened->file.person);
        known.graduated_approach = store::graduated_approach_of(reader, opened->file.id);
        json::array missing, linked;
        for (const auto& item : casework::missing_items(known)) missing.push_back(json::object{{"item", text(words_for(item))}});
        for (const auto& each : store::links_of(reader, opened->file.id)) linked.push_back(json::object{{"reference", each.reference}});
        const CaseFacts facts{*opened, desk.grounds.calendar, visit.today};
        json::object model{{"reference", opened->file.reference}, {"child", child.forename + " " + child.surname},
                           {"clocks", clocks_model(facts, true)}, {"has_missing", !missing.empty()}, {"missing", std::move(missing)},
                           {"has_linked", !linked.empty()}, {"linked", std::move(linked)}};
        return page(desk, visit, "desk/received", std::move(model), {.title = "Request received"});
    });
}

}  // namespace ehcp::web
