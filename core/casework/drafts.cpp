#include "core/casework/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/casework/contribution.hpp"
#include "core/casework/intake_checks.hpp"
#include "core/casework/typed_day.hpp"

namespace ehcp::casework {
namespace {

namespace json = boost::json;

std::string json_of(const Typed& typed) {
    json::object object;
    for (const auto& [name, text] : typed) object[name] = text;
    return json::serialize(object);
}

Draft draft_of(store::Draft kept) {
    Draft draft{std::move(kept), {}};
    const auto fields = json::parse(draft.kept.fields);
    for (const auto& each : fields.as_object()) {
        const auto& text = each.value().as_string();
        draft.typed.emplace(std::string(each.key()), std::string(text.data(), text.size()));
    }
    return draft;
}

Error no_such_draft() { return {Refusal::not_found, "there is no such draft here; it may have been discarded", "id"}; }

Error saved_since(const store::Draft& draft) {
    return {Refusal::conflict,
            fmt::format("{} saved this draft since you opened it; compare, and save again if yours still holds",
                        draft.updated.by),
            "version"};
}

Error already_sent(const store::Draft& draft) {
    return {Refusal::conflict, fmt::format("this draft was sent as {}", draft.sent_as), "sent_as"};
}

// The draft that a colleague may now change.
Result<Draft> draft_to_change(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                              int seen_version) {
    auto kept = store::find_draft(transaction, id, setting);
    if (!kept) return no_such_draft();
    if (!kept->sent_as.empty()) return already_sent(*kept);
    if (kept->version != seen_version) return saved_since(*kept);
    return draft_of(std::move(*kept));
}

Result<Draft> saved(store::Transaction& transaction, Draft draft, const Occasion& occasion) {
    draft.kept.fields = json_of(draft.typed);
    draft.kept.updated = {occasion.now, occasion.actor.by};
    if (!store::update_draft(transaction, draft.kept)) return saved_since(draft.kept);
    ++draft.kept.version;
    return draft;
}

std::optional<Error> refused_fields(const Typed& some) {
    for (const auto& [name, text] : some) {
        if (std::ranges::find(draft_fields, std::string_view(name)) == draft_fields.end())
            return Error{Refusal::unknown_field, fmt::format("'{}' is not a field of a draft", name), name};
        if (text.size() > most_typed)
            return Error{Refusal::too_large, "at most 10000 characters", name};
    }
    return std::nullopt;
}

void take_names(Typed& typed, const store::SupportRecord& record) {
    const auto take = [&](const char* name, const std::string& text) {
        if (!text.empty()) typed.try_emplace(name, text);
    };
    take("surname", record.surname);
    take("forename", record.forename);
    if (record.date_of_birth) take("date_of_birth", text_of(*record.date_of_birth));
    take("upn", record.upn);
}

std::string typed_text(const Draft& draft, std::string_view name) {
    const auto found = draft.typed.find(name);
    return found == draft.typed.end() ? std::string{} : found->second;
}

// Numbers of pupils and postcodes are typed with spaces and in small letters.
std::string as_code(std::string text) {
    std::erase(text, ' ');
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

store::Person child_in(const Draft& draft) {
    store::Person child;
    child.surname = typed_text(draft, "surname");
    child.forename = typed_text(draft, "forename");
    child.sex = typed_text(draft, "sex");
    child.ethnicity = as_code(typed_text(draft, "ethnicity"));
    child.upn = as_code(typed_text(draft, "upn"));
    child.uln = as_code(typed_text(draft, "uln"));
    child.postcode = typed_text(draft, "postcode");
    return child;
}

// Contacts that have anything in them; `numbers` says which of the form's each is.
std::vector<store::Contact> contacts_in(const Draft& draft, std::vector<int>& numbers) {
    std::vector<store::Contact> contacts;
    for (const int number : {1, 2}) {
        const auto text = [&](const char* part) {
            return typed_text(draft, fmt::format("contact{}_{}", number, part));
        };
        store::Contact contact{text("name"), text("relation"), text("email"), text("telephone"), text("address")};
        if ((contact.name + contact.relation + contact.email + contact.telephone + contact.address).empty()) continue;
        contacts.push_back(std::move(contact));
        numbers.push_back(number);
    }
    return contacts;
}

// The place of a fault of the request as the name of the draft's field: "contacts[0].email" is "contact1_email".
std::string field_of_place(const std::string& where, const std::vector<int>& contact_numbers) {
    if (where.starts_with("child.")) return where.substr(6);
    if (where.starts_with("contacts[")) {
        const auto index = static_cast<std::size_t>(where[9] - '0');
        return fmt::format("contact{}_{}", contact_numbers.at(index), where.substr(where.find('.') + 1));
    }
    return where == "note" ? "why" : where;
}

void check_day_of_birth(const Draft& draft, DraftCheck& check) {
    const auto typed = typed_text(draft, "date_of_birth");
    if (typed.empty()) {
        check.faults.push_back(
            {Refusal::missing_field, "give the child's or young person's date of birth", "date_of_birth"});
    } else if (const auto day = typed_day(typed)) {
        check.request.child.date_of_birth = *day;
    } else {
        check.faults.push_back({Refusal::bad_date, "a date that exists, as 2 March 2015", "date_of_birth"});
    }
}

void check_views(const Draft& draft, Day today, std::vector<Error>& faults) {
    if (const auto typed = typed_text(draft, "family_asked_on"); !typed.empty()) {
        const auto day = typed_day(typed);
        if (!day)
            faults.push_back({Refusal::bad_date, "a date that exists, as 2 March 2026", "family_asked_on"});
        else if (*day > today)
            faults.push_back(
                {Refusal::bad_date, "the day on which the family was asked is not after today", "family_asked_on"});
    }
    for (const auto* const name : {"child_views", "family_views"}) {
        const auto text = typed_text(draft, name);
        if (!text.empty() && (!is_free_text(text) || letters_in(text) > 10'000))
            faults.push_back({Refusal::bad_value, "text of at most 10000 characters", name});
    }
    const auto how = typed_text(draft, "family_asked_how");
    if (!how.empty() && (!is_line_of_text(how) || letters_in(how) > 100))
        faults.push_back({Refusal::bad_value, "a line of text of at most 100 characters", "family_asked_how"});
}

Source source_in(const Draft& draft) {
    return typed_text(draft, "source") == token(Source::post_16) ? Source::post_16 : Source::school;
}

void contribute(store::Transaction& transaction, const Draft& draft, store::CaseId id, const Occasion& occasion) {
    const auto add = [&](ContributionKind kind, Day on, std::string how, std::string words) {
        store::insert_contribution(transaction,
                                   {.of = id,
                                    .kind = kind,
                                    .on = on,
                                    .how = std::move(how),
                                    .words = std::move(words),
                                    .entered = {.at = occasion.now, .by = occasion.actor.by, .as = occasion.actor.as}});
    };
    const auto asked_on = typed_day(typed_text(draft, "family_asked_on"));
    if (asked_on) add(ContributionKind::asked_for_views, *asked_on, typed_text(draft, "family_asked_how"), "");
    if (auto views = typed_text(draft, "family_views"); !views.empty())
        add(ContributionKind::views_received, asked_on.value_or(occasion.today), "the family, with the request",
            std::move(views));
    if (auto views = typed_text(draft, "child_views"); !views.empty())
        add(ContributionKind::views_received, asked_on.value_or(occasion.today),
            "the child or young person, with the request", std::move(views));
}

}  // namespace

Result<Draft> begin_draft(store::Transaction& transaction, std::string_view setting,
                          std::optional<store::RecordId> support, const Occasion& occasion) {
    Draft draft{{.setting = std::string(setting), .support_record = support}, {}};
    if (support) {
        const auto record = find_support(transaction, setting, *support);
        if (record.has_error()) return record.error();
        take_names(draft.typed, *record);
    }
    draft.kept.fields = json_of(draft.typed);
    draft.kept.created = draft.kept.updated = {occasion.now, occasion.actor.by};
    draft.kept.id = store::insert_draft(transaction, draft.kept);
    return draft;
}

Result<Draft> open_draft(store::Reader& reader, std::string_view setting, store::DraftId id) {
    auto kept = store::find_draft(reader, id, setting);
    if (!kept) return no_such_draft();
    return draft_of(std::move(*kept));
}

std::vector<Draft> drafts_of(store::Reader& reader, std::string_view setting, int limit) {
    std::vector<Draft> drafts;
    for (auto& kept : store::drafts_of(reader, setting, limit)) drafts.push_back(draft_of(std::move(kept)));
    return drafts;
}

Result<Draft> save_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id, int seen_version,
                         const Typed& some, const Occasion& occasion) {
    if (auto refused = refused_fields(some)) return std::move(*refused);
    auto draft = draft_to_change(transaction, setting, id, seen_version);
    if (draft.has_error()) return draft.error();
    for (const auto& [name, text] : some) {
        if (text.empty())
            draft->typed.erase(name);
        else
            draft->typed.insert_or_assign(name, text);
    }
    return saved(transaction, std::move(*draft), occasion);
}

Result<Draft> attach_support(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                             int seen_version, std::optional<store::RecordId> support, const Occasion& occasion) {
    auto draft = draft_to_change(transaction, setting, id, seen_version);
    if (draft.has_error()) return draft.error();
    draft->kept.support_record = support;
    if (support) {
        const auto record = find_support(transaction, setting, *support);
        if (record.has_error()) return record.error();
        take_names(draft->typed, *record);
    }
    return saved(transaction, std::move(*draft), occasion);
}

std::vector<std::string_view> differing(const Draft& draft, const Typed& some) {
    std::vector<std::string_view> names;
    for (const auto name : draft_fields) {
        const auto mine = some.find(name);
        if (mine != some.end() && mine->second != typed_text(draft, name)) names.push_back(name);
    }
    return names;
}

Result<void> discard_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                           int seen_version) {
    const auto draft = draft_to_change(transaction, setting, id, seen_version);
    if (draft.has_error()) return draft.error();
    store::delete_draft(transaction, id);
    return {};
}

DraftCheck check_draft(const Draft& draft, const std::optional<store::SupportRecord>& support, Day today) {
    DraftCheck check;
    std::vector<int> contact_numbers;
    auto& request = check.request;
    request.received_on = today;
    request.source = source_in(draft);
    request.setting = draft.kept.setting;
    request.child = child_in(draft);
    request.primary_need = typed_text(draft, "primary_need");
    request.contacts = contacts_in(draft, contact_numbers);
    request.note = typed_text(draft, "why");
    if (support && support->cycles != "[]") request.graduated_approach = support->cycles;

    check_day_of_birth(draft, check);
    for (auto& fault : faults_of(request, today)) {
        fault.where = field_of_place(fault.where, contact_numbers);
        check.faults.push_back(std::move(fault));
    }
    check_views(draft, today, check.faults);
    // In the order of the form, so that the summary reads as the pages do.
    std::ranges::stable_sort(check.faults, {}, [](const Error& fault) {
        return std::ranges::find(draft_fields, std::string_view(fault.where)) - draft_fields.begin();
    });
    check.missing = missing_items(request);
    return check;
}

Result<std::string> send_draft(store::Transaction& transaction, std::string_view setting, store::DraftId id,
                               int seen_version, const Occasion& occasion) {
    auto kept = store::find_draft(transaction, id, setting);
    if (!kept) return no_such_draft();
    if (!kept->sent_as.empty()) return kept->sent_as;
    if (kept->version != seen_version) return saved_since(*kept);
    auto draft = draft_of(std::move(*kept));

    std::optional<store::SupportRecord> support;
    if (draft.kept.support_record)
        support = store::find_support_record(transaction, *draft.kept.support_record, setting);
    const auto check = check_draft(draft, support, occasion.today);
    if (!check.faults.empty()) return check.faults.front();
    const auto received = receive_request(transaction, check.request, occasion);
    if (received.has_error()) return received.error();
    contribute(transaction, draft, received->opened.file.id, occasion);

    draft.typed.clear();
    draft.kept.support_record.reset();
    draft.kept.sent_as = received->opened.file.reference;
    if (auto emptied = saved(transaction, std::move(draft), occasion); emptied.has_error()) return emptied.error();
    return received->opened.file.reference;
}

}  // namespace ehcp::casework
