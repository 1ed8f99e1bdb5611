#include "service/web/desk/evidence.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "core/casework/contribution.hpp"
#include "core/casework/letters.hpp"
#include "core/casework/notices.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace json = boost::json;

namespace {

std::string label_of(ContributionKind kind) {
    switch (kind) {
        case ContributionKind::asked_for_views: return "The family was asked for its views";
        case ContributionKind::views_received: return "The family said";
        case ContributionKind::what_changed: return "Changed because of what the family said";
    }
    return {};
}

std::string title_of(const NoticeRule& rule) { return sentence_of(rule.id); }

template <class Word>
std::vector<Choice> choices_of() {
    std::vector<Choice> choices;
    for (const auto word : all<Word>()) choices.push_back({std::string(token(word)), sentence_of(token(word))});
    return choices;
}

json::array sent_model(const std::vector<store::NoticeSent>& sent) {
    json::array list;
    for (const auto& each : sent) {
        list.push_back({{"to", sentence_of(token(each.to))}, {"how", sentence_of(token(each.how))},
                        {"dated", long_text_of(each.letter_dated)}, {"sent_on", long_text_of(each.sent_on)},
                        {"served_on", date_or_dash(each.served_on)}, {"by", each.entered.by}});
    }
    return list;
}

http::Response contribution_page(Desk& desk, const Visit& visit, const Form& form, const FieldErrors& errors) {
    std::vector<Choice> kinds;
    for (const auto kind : all<ContributionKind>()) kinds.push_back({std::string(token(kind)), label_of(kind)});
    const Shown shown{form, errors};
    json::array fields;
    fields.push_back(radios_field(shown, {.name = "kind", .label = "What is kept"}, kinds));
    fields.push_back(date_field(shown, {.name = "on", .label = "When it was"}));
    fields.push_back(line_field(shown, {.name = "how", .label = "How (optional)", .hint = "For example: meeting at school, telephone, letter", .width = "20"}));
    fields.push_back(paragraph_field(shown, {.name = "words", .label = "In the family's words where you can", .hint = "May stay empty where the family was only asked. Kept apart from the log, so that it can be erased"}));
    json::object model{{"reference", text(visit.name)}, {"fields", std::move(fields)}};
    const PageHead head{.title = "The family's contribution"};
    return errors.empty() ? page(desk, visit, "desk/contribution", std::move(model), head)
                          : page_again(desk, visit, "desk/contribution", std::move(model), head, errors);
}

/// One required letter, by its notice and the event that requires it.
struct Asked {
    std::string_view notice, event;
};

Result<http::Response> notice_page(Desk& desk, const Visit& visit, const Asked& asked, const Form& form, const FieldErrors& errors) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar, store::Texts::included);
        if (opened.has_error()) return opened.error();
        const auto required = casework::notices_of(reader, *opened);
        const auto found = std::ranges::find_if(required, [&](const casework::RequiredNotice& each) {
            return each.rule->id == asked.notice && std::to_string(each.event) == asked.event;
        });
        if (found == required.end()) return Error{Refusal::not_found, {}};
        note_view(desk, visit, opened->file.id);
        const auto caseworker = store::find_caseworker(reader, opened->file.caseworker);
        const auto letter = casework::draft_letter(*found->rule, *opened, found->event,
                                                   {.authority = desk.grounds.authority.name,
                                                    .child = store::load_person(reader, opened->file.person),
                                                    .contacts = store::load_contacts(reader, opened->file.person),
                                                    .caseworker = caseworker ? caseworker->name : visit.user().name},
                                                   desk.grounds.calendar, visit.today);
        json::array checklist;
        for (const auto& item : casework::checklist_of(*found->rule)) checklist.push_back(json::object{{"item", item}});
        const Shown shown{form, errors};
        json::array fields;
        fields.push_back(radios_field(shown, {.name = "to", .label = "To whom"}, choices_of<Addressee>()));
        fields.push_back(radios_field(shown, {.name = "how", .label = "How"}, choices_of<Delivery>()));
        fields.push_back(date_field(shown, {.name = "letter_dated", .label = "Date on the letter"}));
        fields.push_back(date_field(shown, {.name = "sent_on", .label = "Date it was sent"}));
        fields.push_back(date_field(shown, {.name = "served_on", .label = "Date they had it (optional)", .hint = "May be to come: post takes time"}));
        fields.push_back(line_field(shown, {.name = "words", .label = "Name and address it went to (optional)"}));
        json::object model{{"reference", opened->file.reference},
                           {"notice", text(asked.notice)},
                           {"event_number", text(asked.event)},
                           {"heading", title_of(*found->rule)},
                           {"because", ehcp::web::label_of(found->because->type) + ", " + long_text_of(found->because->on)},
                           {"to_whom", text(found->rule->to)},
                           {"provision", text(found->rule->provision)},
                           {"checklist", std::move(checklist)},
                           {"subject", letter.subject},
                           {"letter", letter.text},
                           {"sent", sent_model(found->sent)},
                           {"has_sent", !found->sent.empty()},
                           {"may_record", visit.may(access::Action::record_event)},
                           {"fields", std::move(fields)}};
        const PageHead head{.title = "Letter: " + title_of(*found->rule)};
        return errors.empty() ? page(desk, visit, "desk/notice", std::move(model), head)
                              : page_again(desk, visit, "desk/notice", std::move(model), head, errors);
    });
}

}  // namespace

json::array contributions_model(store::Reader& reader, store::CaseId id, const LegalZone& zone) {
    json::array list;
    for (const auto& each : store::contributions_of(reader, id)) {
        list.push_back({{"kind", label_of(each.kind)}, {"on", long_text_of(each.on)}, {"how", each.how},
                        {"words", each.entered.erased ? std::string("[erased]") : each.words},
                        {"by", each.entered.by}, {"at", time_text(zone, each.entered.at)},
                        {"is_replaced", each.entered.is_replaced}});
    }
    return list;
}

json::array notices_model(store::Reader& reader, const casework::OpenCase& opened) {
    json::array list;
    for (const auto& each : casework::notices_of(reader, opened)) {
        list.push_back({{"notice", text(each.rule->id)},
                        {"event_number", each.event},
                        {"title", title_of(*each.rule)},
                        {"because", ehcp::web::label_of(each.because->type)},
                        {"on", long_text_of(each.because->on)},
                        {"is_sent", !each.sent.empty()},
                        {"sent_on", each.sent.empty() ? std::string() : long_text_of(each.sent.back().sent_on)}});
    }
    return list;
}

Result<http::Response> show_contribution_form(Desk& desk, const Visit& visit) {
    const auto file = desk.grounds.readers.read([&](store::Reader& reader) { return store::find_case(reader, visit.name); });
    if (file.has_error()) return file.error();
    Form form;
    form.set_day("on", visit.today);
    return contribution_page(desk, visit, form, {});
}

Result<http::Response> add_contribution(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader read(visit.form, errors);
    casework::NewContribution contribution;
    const auto kind = read.word<ContributionKind>("kind", "What is kept");
    contribution.on = read.day("on", "When it was").value_or(Day{});
    contribution.how = read.line("how", "How", false);
    contribution.words = read.paragraph("words", "The words", kind && *kind != ContributionKind::asked_for_views);
    if (!errors.empty()) return contribution_page(desk, visit, visit.form, errors);
    contribution.kind = *kind;
    const auto kept = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::add_contribution(transaction, visit.name, contribution, occasion_of(desk, visit));
    });
    if (kept.has_error() && kept.error().kind == Refusal::not_found) return kept.error();
    if (kept.has_error()) {
        errors.add(kept.error().where.empty() ? "words" : kept.error().where, kept.error().message);
        return contribution_page(desk, visit, visit.form, errors);
    }
    return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "evidence"}}) + "#family");
}

Result<http::Response> show_notice(Desk& desk, const Visit& visit) {
    Form form;
    form.set_day("letter_dated", visit.today);
    form.set_day("sent_on", visit.today);
    form.set("to", "family");
    return notice_page(desk, visit, {visit.request.parameter("notice").value_or(""), visit.request.parameter("event").value_or("")}, form, {});
}

Result<http::Response> record_notice(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader read(visit.form, errors);
    casework::NewNotice notice;
    const auto event = visit.form.text("event_number");
    std::from_chars(event.data(), event.data() + event.size(), notice.event);
    notice.notice = visit.form.text("notice");
    const auto to = read.word<Addressee>("to", "To whom");
    const auto how = read.word<Delivery>("how", "How it was sent");
    notice.letter_dated = read.day("letter_dated", "The date on the letter").value_or(Day{});
    notice.sent_on = read.day("sent_on", "The date it was sent").value_or(Day{});
    notice.served_on = read.day("served_on", "The date they had it", false);
    notice.words = read.line("words", "The name and address", false);
    if (errors.empty()) {
        notice.to = *to;
        notice.how = *how;
        const auto kept = desk.grounds.writer.perform([&](store::Transaction& transaction) {
            return casework::record_notice(transaction, visit.name, notice, occasion_of(desk, visit));
        });
        if (!kept.has_error()) return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "evidence"}}) + "#letters");
        if (kept.error().kind == Refusal::not_found) return kept.error();
        errors.add(kept.error().where.empty() ? "sent_on" : kept.error().where, kept.error().message);
    }
    return notice_page(desk, visit, {visit.form.text("notice"), event}, visit.form, errors);
}

}  // namespace ehcp::web
