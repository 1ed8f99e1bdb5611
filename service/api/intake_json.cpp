#include <boost/json/serialize.hpp>

#include "core/casework/intake_checks.hpp"
#include "service/api/intake.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

// Collects members of an object that the schema has checked; the first refusal stands.
class Members {
public:
    Members(const json::object& object, std::string place, std::optional<Error>& refused)
        : object_(object), place_(std::move(place)), refused_(refused) {}

    void take(std::string_view name, std::string& into) {
        const auto* value = object_.if_contains({name.data(), name.size()});
        if (!value) return;
        const auto& text = value->get_string();
        into.assign(text.data(), text.size());
        if (!casework::is_line_of_text(into)) {
            refuse(Refusal::bad_value, "a line of text: not blank, without line breaks or other control characters",
                   name);
        }
    }
    void take(std::string_view name, Day& into) {
        std::string text;
        take(name, text);
        const auto day = day_from(text);
        if (day)
            into = *day;
        else
            refuse(Refusal::bad_date, "there is no such date; write one that exists, as 2026-02-28", name);
    }

private:
    void refuse(Refusal kind, std::string_view message, std::string_view name) {
        if (!refused_) refused_ = Error{kind, std::string(message), place_ + std::string(name)};
    }

    const json::object& object_;
    std::string place_;
    std::optional<Error>& refused_;
};

store::Person person_from(const json::object& object, std::optional<Error>& refused) {
    store::Person child;
    Members members(object, "child.", refused);
    members.take("surname", child.surname);
    members.take("forename", child.forename);
    members.take("date_of_birth", child.date_of_birth);
    members.take("sex", child.sex);
    members.take("ethnicity", child.ethnicity);
    members.take("upn", child.upn);
    members.take("uln", child.uln);
    members.take("postcode", child.postcode);
    return child;
}

store::Contact contact_from(const json::object& object, std::size_t number, std::optional<Error>& refused) {
    store::Contact contact;
    Members members(object, "contacts[" + std::to_string(number) + "].", refused);
    members.take("name", contact.name);
    members.take("relation", contact.relation);
    members.take("email", contact.email);
    members.take("telephone", contact.telephone);
    if (const auto* address = object.if_contains("address")) {  // of several lines
        contact.address.assign(address->get_string().data(), address->get_string().size());
    }
    return contact;
}

std::optional<Error> narrow_to_own_setting(casework::IntakeRequest& request, const access::Caller& caller) {
    if (caller.role != UserRole::school) return std::nullopt;
    if (!request.setting.empty() && request.setting != caller.setting) {
        return Error{Refusal::forbidden, "a school sends requests for its own setting; leave this field out",
                     "setting"};
    }
    request.setting = caller.setting;
    return std::nullopt;
}

}  // namespace

Result<casework::IntakeRequest> read_intake(const json::value& checked, const access::Caller& caller) {
    std::optional<Error> refused;
    const auto& object = checked.get_object();
    casework::IntakeRequest request;
    Members members(object, "", refused);
    members.take("received_on", request.received_on);
    members.take("setting", request.setting);
    members.take("primary_need", request.primary_need);

    std::string source;
    members.take("source", source);
    const auto known_source = from_token<Source>(source);
    if (!known_source) throw std::logic_error("the intake schema lets a source through that the law does not know");
    request.source = *known_source;

    request.child = person_from(object.at("child").get_object(), refused);
    if (const auto* contacts = object.if_contains("contacts")) {
        for (const auto& contact : contacts->get_array()) {
            request.contacts.push_back(contact_from(contact.get_object(), request.contacts.size(), refused));
        }
    }
    if (const auto* approach = object.if_contains("sen_support"))
        request.graduated_approach = json::serialize(*approach);
    if (const auto* note = object.if_contains("note")) {
        request.note.assign(note->get_string().data(), note->get_string().size());
    }
    if (!refused) refused = narrow_to_own_setting(request, caller);
    if (refused) return *refused;
    return request;
}

}  // namespace ehcp::api
