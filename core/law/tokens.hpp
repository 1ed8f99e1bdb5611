#pragma once
// One spelling per concept: the enumerator is the JSON token, the database text, the CLI word and the URL word.
// EHCP_TOKENS(State, open, ended) declares `enum class State : std::uint8_t { open, ended }` and gives it token(state),
// from_token<State>("open") and all<State>().

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ehcp {

namespace detail {
template <std::size_t N>
constexpr std::array<std::string_view, N> split_tokens(std::string_view list) {
    std::array<std::string_view, N> tokens{};
    for (auto& each : tokens) {
        const auto start = list.find_first_not_of(" ,");
        const auto end = std::min(list.find_first_of(" ,", start), list.size());
        each = list.substr(start, end - start);
        list.remove_prefix(end);
    }
    return tokens;
}
constexpr std::size_t count_tokens(std::string_view list) {
    return 1 + static_cast<std::size_t>(std::count(list.begin(), list.end(), ','));
}
/// Found beside the enumeration by its type, so that each namespace may declare its own.
template <class Enum>
struct TokensOf {
    static constexpr auto names = tokens_declared_for(Enum{});
};
}  // namespace detail

#define EHCP_TOKENS(Enum, ...)                                                                                        \
    enum class Enum : std::uint8_t { __VA_ARGS__ };                                                                   \
    constexpr auto tokens_declared_for(Enum) {                                                                        \
        return ::ehcp::detail::split_tokens<::ehcp::detail::count_tokens(#__VA_ARGS__)>(#__VA_ARGS__);                \
    }                                                                                                                 \
    static_assert(::ehcp::detail::TokensOf<Enum>::names.size() > 0)

template <class Enum>
inline constexpr std::size_t count_of = detail::TokensOf<Enum>::names.size();

template <class Enum>
constexpr std::size_t index_of(Enum value) {
    return static_cast<std::size_t>(value);
}

template <class Enum>
constexpr std::string_view token(Enum value) {
    return detail::TokensOf<Enum>::names[index_of(value)];
}

template <class Enum>
constexpr std::optional<Enum> from_token(std::string_view text) {
    const auto& names = detail::TokensOf<Enum>::names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

namespace detail {
/// The names of an enumeration with hyphens for underscores: how clocks and problems are written.
template <class Enum>
struct Hyphenated {
    static constexpr std::size_t longest = 32;
    static constexpr auto letters = [] {
        std::array<std::array<char, longest>, TokensOf<Enum>::names.size()> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::size_t n = 0;
            for (const char c : TokensOf<Enum>::names[i]) all[i][n++] = c == '_' ? '-' : c;
        }
        return all;
    }();
    static constexpr auto names = [] {
        std::array<std::string_view, TokensOf<Enum>::names.size()> all{};
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = {letters[i].data(), TokensOf<Enum>::names[i].size()};
        return all;
    }();
};
template <class Enum>
inline constexpr auto& hyphenated = Hyphenated<Enum>::names;
}  // namespace detail

/// "decide-to-assess": clocks, problems and refusals are written so, in JSON, on the command line and in the database.
template <class Enum>
constexpr std::string_view hyphen_token(Enum value) {
    return detail::hyphenated<Enum>[index_of(value)];
}

template <class Enum>
constexpr std::optional<Enum> from_hyphen_token(std::string_view text) {
    const auto found = std::ranges::find(detail::hyphenated<Enum>, text);
    if (found == detail::hyphenated<Enum>.end()) return std::nullopt;
    return static_cast<Enum>(found - detail::hyphenated<Enum>.begin());
}

template <class Enum>
constexpr std::array<Enum, count_of<Enum>> all() {
    std::array<Enum, count_of<Enum>> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<Enum>(i);
    return values;
}

}  // namespace ehcp
