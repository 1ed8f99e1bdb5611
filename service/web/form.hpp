#pragma once
// What a form sent, as it was typed, and what was wrong with it. Every page that takes a form shows it again with what
// was typed and a message at each field that needs another look: nothing typed is lost.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/result.hpp"
#include "core/time/day.hpp"
#include "service/http/message.hpp"

namespace ehcp::web {

class Form {
public:
    Form() = default;
    /// From an application/x-www-form-urlencoded body. Refuses one that is none, or that is not UTF-8.
    static Result<Form> read(const http::Request& request);
    /// As if typed: what a link or a filter brought in the address.
    static Form of_query(const http::Request& request);

    /// Without white space at either end; the first where several were sent; empty where nothing was.
    std::string_view text(std::string_view name) const;
    bool has(std::string_view name) const;  ///< sent, even if empty
    std::vector<std::string_view> all(std::string_view name) const;

    /// Three fields, NAME-day, NAME-month (a number or a word) and NAME-year. Nothing: not a date, or nothing typed.
    std::optional<Day> day(std::string_view name) const;
    bool has_day(std::string_view name) const;  ///< something was typed in one of the three

    const std::vector<http::Field>& fields() const { return fields_; }

    void set(std::string name, std::string value);
    void set_day(const std::string& name, Day day);

private:
    std::vector<http::Field> fields_;
};

/// What is wrong, by the name of the field, in the order in which it was found.
class FieldErrors {
public:
    /// The first error of a field stands.
    void add(std::string field, std::string message);
    bool empty() const { return errors_.empty(); }
    std::string_view of(std::string_view field) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return errors_; }

private:
    std::vector<std::pair<std::string, std::string>> errors_;
};

/// How long a text may be, in bytes; longer ones are refused at their field.
inline constexpr std::size_t longest_line = 200;
inline constexpr std::size_t longest_text = 20'000;

/// Reads the fields of a form one by one and notes what is wrong: the messages say what to do, in the words of the form.
class FormReader {
public:
    FormReader(const Form& form, FieldErrors& errors) : form_(form), errors_(errors) {}

    /// `what` begins a sentence: "The child's surname". A required one that is empty: "Enter the child's surname".
    std::string line(std::string_view name, std::string_view what, bool required = true);
    std::string paragraph(std::string_view name, std::string_view what, bool required = true);
    std::optional<Day> day(std::string_view name, std::string_view what, bool required = true);
    /// Of a closed list.
    template <class Word>
    std::optional<Word> word(std::string_view name, std::string_view what, bool required = true) {
        const auto typed = form_.text(name);
        const auto found = from_token<Word>(typed);
        if (!found && (required || !typed.empty())) errors_.add(std::string(name), select(what));
        return found;
    }

private:
    std::string text_of(std::string_view name, std::string_view what, bool required, std::size_t longest);
    static std::string select(std::string_view what);

    const Form& form_;
    FieldErrors& errors_;
};

}  // namespace ehcp::web
