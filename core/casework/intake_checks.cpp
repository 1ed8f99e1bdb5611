#include "core/casework/intake_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::casework {
namespace {

constexpr std::size_t longest_name = 100, longest_text = 10'000, longest_address = 400;
constexpr std::size_t most_contacts = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

class Faults {
public:
    explicit Faults(std::string_view where) : where_(where) {}

    void add(Refusal kind, std::string message, std::string_view name) {
        found.push_back({kind, std::move(message), where_ + std::string(name)});
    }
    /// A line of text that must be there.
    void line(const std::string& text, std::size_t longest, std::string_view name, std::string_view missing) {
        if (is_blank(text))
            add(Refusal::missing_field, std::string(missing), name);
        else
            if_any(text, longest, name);
    }
    void if_any(const std::string& text, std::size_t longest, std::string_view name) {
        if (text.empty()) return;
        if (!is_line_of_text(text))
            add(Refusal::bad_value, "a line of text: not blank, without line breaks or other control characters", name);
        else if (letters_in(text) > longest)
            add(Refusal::bad_value, fmt::format("at most {} characters; this has {}", longest, letters_in(text)), name);
    }
    void paragraphs(const std::string& text, std::size_t longest, std::string_view name) {
        if (text.empty()) return;
        if (!is_free_text(text))
            add(Refusal::bad_value, "text, with no control characters but line breaks", name);
        else if (letters_in(text) > longest)
            add(Refusal::bad_value, fmt::format("at most {} characters; this has {}", longest, letters_in(text)), name);
    }

    std::vector<Error> found;

private:
    std::string where_;
};

std::vector<Error> faults_of(const store::Contact& contact, std::size_t number) {
    Faults faults(fmt::format("contacts[{}].", number));
    faults.line(contact.name, longest_name, "name", "give the name of this person");
    faults.if_any(contact.relation, 60, "relation");
    faults.if_any(contact.email, 254, "email");
    if (!contact.email.empty() &&
        (contact.email.find('@') == std::string::npos || contact.email.find(' ') != std::string::npos))
        faults.add(Refusal::bad_value, "an e-mail address, as name@example.org", "email");
    faults.if_any(contact.telephone, 40, "telephone");
    faults.paragraphs(contact.address, longest_address, "address");
    return std::move(faults.found);
}

void append(std::vector<Error>& all, std::vector<Error> some) {
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

}  // namespace

bool is_line_of_text(std::string_view text) {
    return !is_blank(text) &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
}

bool is_free_text(std::string_view text) {
    return !is_blank(text) && std::ranges::none_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
    });
}

bool is_upn(std::string_view text) {
    return text.size() == 13 && is_capital(text[0]) && std::ranges::all_of(text.substr(1, 11), is_digit) &&
           (is_digit(text[12]) || is_capital(text[12]));
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Error> faults_of(const store::Person& child, std::string_view where) {
    Faults faults(where);
    faults.line(child.surname, longest_name, "surname", "give the child's or young person's last name");
    faults.line(child.forename, longest_name, "forename", "give the child's or young person's first name");
    if (!child.sex.empty() && child.sex != "F" && child.sex != "M")
        faults.add(Refusal::bad_value, "F or M, as in the SEN2 return", "sex");
    if (!child.ethnicity.empty()) {
        faults.if_any(child.ethnicity, 4, "ethnicity");
        if (letters_in(child.ethnicity) < 3)
            faults.add(Refusal::bad_value, "a School Census code, as WBRI", "ethnicity");
    }
    if (!child.upn.empty() && !is_upn(child.upn))
        faults.add(Refusal::bad_value,
                   "a letter, eleven digits, and a digit or a letter, as A123456789012", "upn");
    if (!child.uln.empty() && (child.uln.size() != 10 || !std::ranges::all_of(child.uln, is_digit)))
        faults.add(Refusal::bad_value, "ten digits", "uln");
    if (!child.postcode.empty()) {
        faults.if_any(child.postcode, 10, "postcode");
        if (letters_in(child.postcode) < 3) faults.add(Refusal::bad_value, "three to ten letters and digits, as DL1 5QT", "postcode");
    }
    return std::move(faults.found);
}

std::vector<Error> faults_of(const IntakeRequest& request, Day today) {
    auto all = faults_of(request.child, "child.");
    if (auto impossible = impossible_date(request, today)) all.push_back(std::move(*impossible));
    Faults faults("");
    faults.if_any(request.setting, 20, "setting");
    if (!request.primary_need.empty() &&
        std::ranges::find(needs, std::string_view(request.primary_need), &Need::code) == needs.end())
        faults.add(Refusal::bad_value, "one of the School Census types of need", "primary_need");
    append(all, std::move(faults.found));
    if (request.contacts.size() > most_contacts)
        all.push_back({Refusal::bad_value, fmt::format("at most {} people", most_contacts), "contacts"});
    for (std::size_t number = 0; number < request.contacts.size(); ++number)
        append(all, faults_of(request.contacts[number], number));
    Faults last("");
    last.paragraphs(request.note, longest_text, "note");
    append(all, std::move(last.found));
    return all;
}

}  // namespace ehcp::casework
