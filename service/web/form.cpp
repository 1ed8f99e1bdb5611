#include "service/web/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/url/decode_view.hpp>
#include <boost/url/encoding_opts.hpp>
#include <boost/url/pct_string_view.hpp>
#include <charconv>

#include "core/json/utf8.hpp"

namespace ehcp::web {

namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::size_t most_fields = 1000;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const auto first = text.find_first_not_of(white);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// Decoded; nothing where an escape is broken, the text is not UTF-8 or holds a control character.
std::optional<std::string> decoded(std::string_view text) {
    const auto escaped = boost::urls::make_pct_string_view(boost::core::string_view(text.data(), text.size()));
    if (!escaped) return std::nullopt;
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    const boost::urls::decode_view view(*escaped, options);
    std::string plain(view.begin(), view.end());
    std::erase(plain, '\r');  // a browser sends line ends as CR LF
    const bool has_control = std::ranges::any_of(
        plain, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; });
    if (has_control || !is_utf8(plain)) return std::nullopt;
    return plain;
}

Error unreadable() {
    return {Refusal::bad_value, "this form did not arrive as our pages send it; go back, reload the page and try again"};
}

std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "2", "02", "feb", "February"
std::optional<unsigned> month_of(std::string_view text) {
    if (const auto number = number_of(text)) return static_cast<unsigned>(std::max(*number, 0));
    static constexpr std::array names = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    std::string lower(text);
    for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    for (std::size_t month = 0; month < names.size(); ++month) {
        if (lower.size() >= 3 && std::string_view(names[month]).starts_with(lower)) return static_cast<unsigned>(month + 1);
    }
    return std::nullopt;
}

std::string lower_first(std::string_view what) {
    std::string text(what);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

}  // namespace

Result<Form> Form::read(const http::Request& request) {
    const auto type = request.header("Content-Type");
    if (!request.body.empty() && (!type || !type->starts_with(form_type))) return unreadable();
    Form form;
    std::string_view rest = request.body;
    while (!rest.empty()) {
        const auto part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = decoded(part.substr(0, equals));
        auto value = decoded(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value || form.fields_.size() == most_fields) return unreadable();
        form.fields_.push_back({std::move(*name), std::move(*value)});
    }
    return form;
}

Form Form::of_query(const http::Request& request) {
    Form form;
    for (const auto& field : request.query) form.set(field.name, field.value);
    return form;
}

std::string_view Form::text(std::string_view name) const {
    const auto found = std::ranges::find(fields_, name, &http::Field::name);
    return found == fields_.end() ? std::string_view{} : trimmed(found->value);
}

bool Form::has(std::string_view name) const { return std::ranges::find(fields_, name, &http::Field::name) != fields_.end(); }

std::vector<std::string_view> Form::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& field : fields_) {
        if (field.name == name) values.push_back(trimmed(field.value));
    }
    return values;
}

std::optional<Day> Form::day(std::string_view name) const {
    const auto day = number_of(text(fmt::format("{}-day", name)));
    const auto month = month_of(text(fmt::format("{}-month", name)));
    const auto year = number_of(text(fmt::format("{}-year", name)));
    if (!day || !month || !year || *day < 1 || *year < 1900 || *year > 2200) return std::nullopt;
    const date::year_month_day date{date::year{*year}, date::month{*month}, date::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

bool Form::has_day(std::string_view name) const {
    return !text(fmt::format("{}-day", name)).empty() || !text(fmt::format("{}-month", name)).empty() ||
           !text(fmt::format("{}-year", name)).empty();
}

void Form::set(std::string name, std::string value) {
    const auto found = std::ranges::find(fields_, name, &http::Field::name);
    if (found == fields_.end())
        fields_.push_back({std::move(name), std::move(value)});
    else
        found->value = std::move(value);
}

void Form::set_day(const std::string& name, Day day) {
    const date::year_month_day date(day);
    set(name + "-day", std::to_string(static_cast<unsigned>(date.day())));
    set(name + "-month", std::to_string(static_cast<unsigned>(date.month())));
    set(name + "-year", std::to_string(static_cast<int>(date.year())));
}

void FieldErrors::add(std::string field, std::string message) {
    if (of(field).empty()) errors_.emplace_back(std::move(field), std::move(message));
}

std::string_view FieldErrors::of(std::string_view field) const {
    const auto found = std::ranges::find(errors_, field, &std::pair<std::string, std::string>::first);
    return found == errors_.end() ? std::string_view{} : std::string_view(found->second);
}

std::string FormReader::select(std::string_view what) { return "Select " + lower_first(what); }

std::string FormReader::text_of(std::string_view name, std::string_view what, bool required, std::size_t longest) {
    const auto typed = form_.text(name);
    if (typed.empty() && required) errors_.add(std::string(name), "Enter " + lower_first(what));
    if (typed.size() > longest)
        errors_.add(std::string(name), fmt::format("{} must be {} characters or fewer", what, longest));
    return std::string(typed);
}

std::string FormReader::line(std::string_view name, std::string_view what, bool required) {
    return text_of(name, what, required, longest_line);
}
std::string FormReader::paragraph(std::string_view name, std::string_view what, bool required) {
    return text_of(name, what, required, longest_text);
}

std::optional<Day> FormReader::day(std::string_view name, std::string_view what, bool required) {
    const auto day = form_.day(name);
    if (!day && form_.has_day(name))
        errors_.add(std::string(name), fmt::format("{} must be a real date, such as 27 3 2026", what));
    if (!day && required) errors_.add(std::string(name), "Enter " + lower_first(what));
    return day;
}

}  // namespace ehcp::web
