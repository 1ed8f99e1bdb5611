#pragma once
// What the pages of accounts share: a page that is one form, what was just done, moments as London's clocks show them,
// and a password for one use with its hash.

#include <boost/json.hpp>

#include "core/store/users.hpp"
#include "service/web/page.hpp"

namespace ehcp::web::account {

/// A page that is one form, shown by the template account/form.
struct FormPage {
    std::string title, action, button;
    std::string intro = {};  ///< a sentence above the form
    std::string back = {};   ///< where its back link leads
    std::vector<boost::json::object> fields;
};
http::Response form_page(const Desk& desk, const Visit& visit, const FormPage& form, const FieldErrors& errors,
                         unsigned status = 422);

/// "?done=password" as a sentence for the banner; empty for words that are none of ours.
std::string_view done_sentence(const Visit& visit);

/// With the spaces at its ends: of passwords.
std::string_view as_typed(const Form& form, std::string_view name);

/// "2 March 2026, 14:05", in London.
std::string local_text(const LegalZone& zone, Instant moment);

/// "Senior caseworker".
std::string role_label(std::string_view role);

struct OneTimePassword {
    std::string text, hash;
};
Result<OneTimePassword> new_password(Desk& desk);
/// The page that shows it, once.
http::Response password_page(const Desk& desk, const Visit& visit, const store::Account& account,
                             std::string_view password, std::string_view back);

/// The account whose number stands in the path.
Result<store::Account> account_in(Desk& desk, const Visit& visit);
store::Doing doing(const Visit& visit);

}  // namespace ehcp::web::account
