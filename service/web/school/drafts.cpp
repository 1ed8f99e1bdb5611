// A new request: its sections, the check of all answers, and sending it. Whatever is typed is kept, whether it is right
// or not; what is wrong is said, and only sending asks that nothing be.
#include "core/casework/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/requests.hpp"
#include "service/web/school/common.hpp"
#include "service/web/school/draft_forms.hpp"
#include "service/web/school/missing.hpp"
#include "service/web/school/pages.hpp"
#include "service/web/school/support_model.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

std::string path_of(store::DraftId id) { return fmt::format("/school/drafts/{}", id.value); }

/// The draft in the path; of another setting it is not there.
Result<casework::Draft> draft_in(store::Reader& reader, const Visit& visit) {
    const auto id = number_in(visit.name);
    if (!id) return not_here();
    auto draft = casework::open_draft(reader, visit.user().setting, {*id});
    if (draft.has_error()) return not_here();
    return draft;
}

std::optional<store::SupportRecord> support_of(store::Reader& reader, const casework::Draft& draft) {
    if (!draft.kept.support_record) return std::nullopt;
    return store::find_support_record(reader, *draft.kept.support_record, draft.kept.setting);
}

int seen_version(const Visit& visit) { return static_cast<int>(number_in(visit.form.text("version")).value_or(0)); }

bool has_any(const casework::Draft& draft, const DraftSection& section) {
    return std::ranges::any_of(section.fields,
                               [&](const DraftField& each) { return draft.typed.contains(each.field.name); });
}

// Done, begun, or what stands in the way of sending.
json::object task_model(const casework::Draft& draft, const DraftSection& section, const std::vector<Error>& faults) {
    const bool is_faulty =
        std::ranges::any_of(faults, [&](const Error& fault) { return section_with(fault.where) == &section; });
    const bool is_begun = has_any(draft, section);
    return {{"title", text(section.title)},
            {"path", fmt::format("{}/{}", path_of(draft.kept.id), section.name)},
            {"is_done", is_begun && !is_faulty},
            {"is_faulty", is_faulty},
            {"state", is_faulty  ? (is_begun ? "Needs another look" : "To do")
                      : is_begun ? "Filled in"
                                 : "Can be left out"}};
}

json::object support_task(const casework::Draft& draft, const std::optional<store::SupportRecord>& support) {
    return {{"title", "SEN Support"},
            {"path", path_of(draft.kept.id) + "/support"},
            {"is_done", support.has_value()},
            {"is_faulty", false},
            {"state", support ? "Goes with it" : "Can be left out"}};
}

std::string heading_of(const casework::Draft& draft) {
    const auto part = [&](const char* name) {
        const auto found = draft.typed.find(name);
        return found == draft.typed.end() ? std::string() : found->second;
    };
    const auto name = part("forename") + (part("forename").empty() ? "" : " ") + part("surname");
    return name.empty() ? "New request" : "New request: " + name;
}

json::object saved_model(const casework::Draft& draft, const LegalZone& zone) {
    return {{"by", draft.kept.updated.by}, {"at", time_text(zone, draft.kept.updated.at)}};
}

Result<http::Response> sent_already(const casework::Draft& draft) {
    return see_other(fmt::format("/school/requests/{}/receipt", draft.kept.sent_as));
}

json::object section_model(const casework::Draft& draft, const DraftSection& section, const Shown& shown,
                           const LegalZone& zone) {
    return {{"id", draft.kept.id.value},
            {"version", draft.kept.version},
            {"name", text(section.name)},
            {"title", text(section.title)},
            {"lead", text(section.lead)},
            {"heading", heading_of(draft)},
            {"fields", fields_model(section, shown)},
            {"theirs", json::array()},
            {"has_theirs", false},
            {"saved", saved_model(draft, zone)}};
}

// What a colleague saved meanwhile stands beside what was typed, which is in the form.
http::Response moved_on_page(const Desk& desk, const Visit& visit, const casework::Draft& now,
                             const DraftSection& section, const casework::Typed& mine) {
    auto model = section_model(now, section, {visit.form, {}}, desk.grounds.zone);
    json::array theirs;
    for (const auto name : casework::differing(now, mine)) {
        const auto field = std::ranges::find(
            section.fields, name, [](const DraftField& each) -> std::string_view { return each.field.name; });
        const auto found = now.typed.find(name);
        const auto answer = found == now.typed.end() ? std::string() : shown_answer(*field, found->second);
        theirs.push_back({{"label", field->field.label}, {"answer", answer.empty() ? "left empty" : answer}});
    }
    model["has_theirs"] = true;
    model["theirs"] = std::move(theirs);
    return page(desk, visit, "school/draft_section", std::move(model),
                {.title = "A colleague saved this meanwhile", .status = 409});
}

// Of this section, without what is only not there yet: nothing need be finished to be saved.
FieldErrors errors_of(const std::vector<Error>& faults, const DraftSection& section, bool with_missing) {
    FieldErrors errors;
    for (const auto& fault : faults) {
        if (section_with(fault.where) != &section || (!with_missing && fault.kind == Refusal::missing_field)) continue;
        errors.add(fault.where, message_of(fault));
    }
    return errors;
}

}  // namespace

Result<http::Response> begin_request(Desk& desk, const Visit& visit) {
    std::optional<store::RecordId> support;
    if (const auto id = number_in(visit.form.text("support_record"))) support = store::RecordId{*id};
    const auto occasion = occasion_of(desk, visit);
    const auto draft = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::begin_draft(transaction, visit.user().setting, support, occasion);
    });
    if (draft.has_error()) return not_here();
    return see_other(path_of(draft->kept.id));
}

Result<http::Response> show_draft(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        if (!draft->kept.sent_as.empty()) return sent_already(*draft);
        const auto support = support_of(reader, *draft);
        const auto check = casework::check_draft(*draft, support, visit.today);
        json::array tasks;
        for (const auto& section : draft_sections()) {
            tasks.push_back(task_model(*draft, section, check.faults));
            if (section.name == "family") tasks.push_back(support_task(*draft, support));
        }
        json::object model{{"id", draft->kept.id.value},
                           {"heading", heading_of(*draft)},
                           {"tasks", std::move(tasks)},
                           {"saved", saved_model(*draft, desk.grounds.zone)}};
        return page(desk, visit, "school/draft", std::move(model), {.title = "New request"});
    });
}

Result<http::Response> show_draft_section(Desk& desk, const Visit& visit) {
    const auto wanted = segment(visit, 3);
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        if (!draft->kept.sent_as.empty()) return sent_already(*draft);
        if (wanted == "support") {
            return page(desk, visit, "school/draft_support", support_choice_model(reader, *draft, desk.grounds.zone),
                        {.title = "SEN Support"});
        }
        const auto* const section = draft_section(wanted);
        if (!section) return not_here();
        const auto form = form_of(draft->typed, *section);
        return page(desk, visit, "school/draft_section", section_model(*draft, *section, {form, {}}, desk.grounds.zone),
                    {.title = std::string(section->title)});
    });
}

Result<http::Response> save_draft_section(Desk& desk, const Visit& visit) {
    const auto* const section = draft_section(segment(visit, 3));
    const auto id = number_in(visit.name);
    if (!section || !id) return not_here();
    const auto typed = typed_in(visit.form, *section);
    const auto occasion = occasion_of(desk, visit);
    auto saved = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::save_draft(transaction, visit.user().setting, {*id}, seen_version(visit), typed, occasion);
    });
    if (saved.has_error()) {
        return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
            const auto now = draft_in(reader, visit);
            if (now.has_error()) return now.error();
            if (!now->kept.sent_as.empty()) return sent_already(*now);
            if (saved.error().kind == Refusal::conflict) return moved_on_page(desk, visit, *now, *section, typed);
            FieldErrors errors;
            errors.add(saved.error().where, message_of(saved.error()));
            return page_again(desk, visit, "school/draft_section",
                              section_model(*now, *section, {visit.form, errors}, desk.grounds.zone),
                              {.title = std::string(section->title)}, errors);
        });
    }
    const auto errors = errors_of(casework::check_draft(*saved, {}, visit.today).faults, *section, false);
    if (errors.empty() || visit.form.text("then") == "later") return see_other(path_of(saved->kept.id));
    return page_again(desk, visit, "school/draft_section",
                      section_model(*saved, *section, {visit.form, errors}, desk.grounds.zone),
                      {.title = std::string(section->title)}, errors);
}

Result<http::Response> choose_draft_support(Desk& desk, const Visit& visit) {
    const auto id = number_in(visit.name);
    if (!id) return not_here();
    const auto choice = visit.form.text("support_record");
    const auto occasion = occasion_of(desk, visit);
    const auto& setting = visit.user().setting;
    std::optional<store::RecordId> made;
    const auto attached = desk.grounds.writer.perform([&](store::Transaction& transaction) -> Result<casework::Draft> {
        std::optional<store::RecordId> support;
        if (choice == "new") {
            auto draft = casework::open_draft(transaction, setting, {*id});
            if (draft.has_error()) return draft.error();
            const auto child = casework::check_draft(*draft, {}, visit.today).request.child;
            auto record = casework::add_support(
                transaction, setting,
                {.surname = child.surname,
                 .forename = child.forename,
                 .date_of_birth = child.date_of_birth == Day{} ? std::nullopt : std::optional(child.date_of_birth),
                 .upn = {}},
                occasion);
            if (record.has_error()) return record.error();
            support = made = record->id;
        } else if (const auto chosen = number_in(choice)) {
            support = store::RecordId{*chosen};
        }
        return casework::attach_support(transaction, setting, {*id}, seen_version(visit), support, occasion);
    });
    if (attached.has_value()) {
        return see_other(made ? fmt::format("/school/support/{}?draft={}", made->value, *id) : path_of({*id}));
    }
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        if (!draft->kept.sent_as.empty()) return sent_already(*draft);
        if (attached.error().kind == Refusal::not_found) return not_here();
        FieldErrors errors;
        errors.add("support_record",
                   attached.error().kind == Refusal::conflict
                       ? attached.error().message
                       : "First fill in the child’s first and last name, so that the SEN Support has a name");
        return page_again(desk, visit, "school/draft_support",
                          support_choice_model(reader, *draft, desk.grounds.zone, errors), {.title = "SEN Support"},
                          errors);
    });
}

namespace {

json::array answers_model(const casework::Draft& draft) {
    json::array sections;
    for (const auto& section : draft_sections()) {
        json::array rows;
        for (const auto& each : section.fields) {
            const auto found = draft.typed.find(each.field.name);
            if (found == draft.typed.end()) continue;
            rows.push_back({{"label", each.field.label}, {"lines", lines_of(shown_answer(each, found->second))}});
        }
        sections.push_back({{"title", text(section.title)},
                            {"path", fmt::format("{}/{}", path_of(draft.kept.id), section.name)},
                            {"has_rows", !rows.empty()},
                            {"rows", std::move(rows)}});
    }
    return sections;
}

// A fault leads to the section in which it can be put right.
json::array faults_model(const casework::Draft& draft, const std::vector<Error>& faults) {
    json::array list;
    for (const auto& fault : faults) {
        const auto* const section = section_with(fault.where);
        list.push_back({{"message", message_of(fault)},
                        {"path", fmt::format("{}/{}#{}", path_of(draft.kept.id), section ? section->name : "child",
                                             fault.where)}});
    }
    return list;
}

http::Response check_page(const Desk& desk, const Visit& visit, store::Reader& reader, const casework::Draft& draft,
                          PageHead head, std::string_view moved_on_by) {
    const auto support = support_of(reader, draft);
    const auto check = casework::check_draft(draft, support, visit.today);
    json::object model{
        {"id", draft.kept.id.value},
        {"version", draft.kept.version},
        {"heading", heading_of(draft)},
        {"sections", answers_model(draft)},
        {"support", support ? json::value(support_model(*support, desk.grounds.zone)) : json::value(nullptr)},
        {"faults", faults_model(draft, check.faults)},
        {"can_send", check.faults.empty()},
        {"missing", missing_model(check.missing)},
        {"has_missing", !check.missing.empty()},
        {"moved_on_by", text(moved_on_by)},
        {"today", weekday_text(visit.today)}};
    return page(desk, visit, "school/draft_check", std::move(model), head);
}

}  // namespace

Result<http::Response> check_draft_answers(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        if (!draft->kept.sent_as.empty()) return sent_already(*draft);
        return check_page(desk, visit, reader, *draft, {.title = "Check your answers"}, {});
    });
}

Result<http::Response> send_request(Desk& desk, const Visit& visit) {
    const auto id = number_in(visit.name);
    if (!id) return not_here();
    const auto occasion = occasion_of(desk, visit);
    const auto reference = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::send_draft(transaction, visit.user().setting, {*id}, seen_version(visit), occasion);
    });
    if (reference.has_value()) return see_other(fmt::format("/school/requests/{}/receipt", *reference));
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        const bool has_moved_on = reference.error().kind == Refusal::conflict;
        return check_page(desk, visit, reader, *draft,
                          {.title = "Check your answers", .status = has_moved_on ? 409U : 422U},
                          has_moved_on ? std::string_view(draft->kept.updated.by) : std::string_view());
    });
}

Result<http::Response> ask_to_discard(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto draft = draft_in(reader, visit);
        if (draft.has_error()) return draft.error();
        if (!draft->kept.sent_as.empty()) return sent_already(*draft);
        json::object model{{"id", draft->kept.id.value},
                           {"version", draft->kept.version},
                           {"heading", heading_of(*draft)},
                           {"saved", saved_model(*draft, desk.grounds.zone)}};
        return page(desk, visit, "school/draft_discard", std::move(model), {.title = "Throw this request away?"});
    });
}

Result<http::Response> discard_request(Desk& desk, const Visit& visit) {
    const auto id = number_in(visit.name);
    if (!id) return not_here();
    const auto discarded = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::discard_draft(transaction, visit.user().setting, {*id}, seen_version(visit));
    });
    if (discarded.has_value()) return see_other("/school");
    if (discarded.error().kind == Refusal::not_found) return not_here();
    return see_other(path_of({*id}));  // saved or sent meanwhile: shown as it now is
}

}  // namespace ehcp::web
