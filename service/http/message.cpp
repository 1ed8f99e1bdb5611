#include "service/http/message.hpp"

#include <algorithm>

namespace ehcp::http {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<std::string_view> value_of(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::ranges::find_if(fields, [&](const Field& field) { return is_same_name(field.name, name); });
    if (found == fields.end()) return std::nullopt;
    return found->value;
}

}  // namespace

bool is_same_name(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::optional<std::string_view> Request::header(std::string_view name) const { return value_of(headers, name); }

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &Field::name);
    if (found == query.end()) return std::nullopt;
    return found->value;
}

std::optional<std::string_view> Response::header(std::string_view name) const { return value_of(headers, name); }

}  // namespace ehcp::http
