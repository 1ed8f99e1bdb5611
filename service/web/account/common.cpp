#include "service/web/account/common.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "service/web/words.hpp"

namespace ehcp::web::account {

namespace json = boost::json;

http::Response form_page(const Desk& desk, const Visit& visit, const FormPage& form, const FieldErrors& errors,
                         unsigned status) {
    json::array fields;
    for (const auto& each : form.fields) fields.push_back(each);
    json::object model{{"heading", form.title},       {"intro", form.intro},
                       {"action", form.action},       {"button", form.button},
                       {"back", form.back},           {"done", text(done_sentence(visit))},
                       {"fields", std::move(fields)}, {"errors", error_summary(errors)}};
    return page(desk, visit, "account/form", std::move(model),
                {.title = form.title, .status = errors.empty() ? 200 : status});
}

std::string_view done_sentence(const Visit& visit) {
    struct Done {
        std::string_view word, sentence;
    };
    static constexpr std::array sentences = std::to_array<Done>({
        {"signed-out", "You have signed out"},
        {"signed-out-everywhere", "You have signed out on every device"},
        {"session-ended", "That device has been signed out"},
        {"password", "Your password has been changed, and every other device has been signed out"},
        {"changed", "The account has been changed"},
        {"disabled", "The account has been disabled, and its sessions have ended"},
        {"enabled", "The account can sign in again"},
        {"unlocked", "The account has been unlocked"},
        {"setting", "The setting is in the register"},
        {"team", "The team is in the register"},
        {"closure", "The closure is in the register, and the cases that it concerns have been worked out again"},
        {"removed", "This person can no longer sign in"},
        {"restored", "This person can sign in again"},
        {"calendar-ended", "That address shows nothing any longer"},
        {"mailbox", "The shared mailbox has been changed"},
    });
    const auto word = visit.request.parameter("done");
    for (const auto& each : sentences) {
        if (word == each.word) return each.sentence;
    }
    return {};
}

std::string_view as_typed(const Form& form, std::string_view name) {
    for (const auto& field : form.fields()) {
        if (field.name == name) return field.value;
    }
    return {};
}

std::string local_text(const LegalZone& zone, Instant moment) {
    const auto day = zone.day_of(moment);
    int hour = 23;
    while (hour > 0 && zone.start_of(day, hour) > moment) --hour;
    const auto minutes = date::floor<std::chrono::minutes>(moment - zone.start_of(day, hour)).count();
    return fmt::format("{}, {:02}:{:02}", long_text_of(day), hour, minutes % 60);
}

std::string role_label(std::string_view role) { return sentence_of(role); }

Result<OneTimePassword> new_password(Desk& desk) {
    OneTimePassword made{access::one_time_password(), {}};
    auto hash = access::hash_password(made.text, desk.grounds.sessions.hashing_cost());
    if (hash.has_error()) return hash.error();
    made.hash = std::move(*hash);
    return made;
}

http::Response password_page(const Desk& desk, const Visit& visit, const store::Account& account,
                             std::string_view password, std::string_view back) {
    const auto title = "Password for " + account.name;
    return page(
        desk, visit, "account/password",
        {{"heading", title}, {"username", account.username}, {"password", text(password)}, {"back", text(back)}},
        {.title = title});
}

Result<store::Account> account_in(Desk& desk, const Visit& visit) {
    std::int64_t id = 0;
    const auto [end, failed] = std::from_chars(visit.name.data(), visit.name.data() + visit.name.size(), id);
    if (failed != std::errc() || end != visit.name.data() + visit.name.size()) return Error{Refusal::not_found, {}};
    auto found = desk.grounds.readers.read(
        [&](store::Reader& reader) { return store::find_account(reader, store::AccountId{id}); });
    if (!found) return Error{Refusal::not_found, {}};
    return std::move(*found);
}

store::Doing doing(const Visit& visit) { return {visit.actor(), visit.now}; }

}  // namespace ehcp::web::account
