#include "core/json/strict.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <fmt/format.h>

#include <vector>

namespace ehcp {
namespace {

constexpr int deepest = 16;

/// Watches a parse and keeps nothing of it but the keys of the objects that are open.
struct KeyWatch {
    static constexpr std::size_t max_object_size = 10'000;
    static constexpr std::size_t max_array_size = 1'000'000;
    static constexpr std::size_t max_key_size = 200;
    static constexpr std::size_t max_string_size = std::size_t{16} << 20U;
    using error_code = boost::system::error_code;

    std::vector<std::vector<std::string>> open_objects;
    std::string partial_key;
    int depth = 0;
    bool doubled = false, too_deep = false;

    bool enter(error_code& ec) {
        too_deep = ++depth > deepest;
        if (too_deep) ec = boost::json::error::too_deep;
        return !too_deep;
    }
    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& ec) { return open_objects.emplace_back(), enter(ec); }
    bool on_object_end(std::size_t, error_code&) { return open_objects.pop_back(), --depth, true; }
    bool on_array_begin(error_code& ec) { return enter(ec); }
    bool on_array_end(std::size_t, error_code&) { return --depth, true; }
    bool on_key_part(boost::json::string_view s, std::size_t, error_code&) { return partial_key.append(s), true; }
    bool on_key(boost::json::string_view s, std::size_t, error_code& ec) {
        partial_key.append(s);
        auto& keys = open_objects.back();
        doubled = std::ranges::find(keys, partial_key) != keys.end();
        keys.push_back(std::exchange(partial_key, {}));
        if (doubled) ec = boost::json::error::syntax;
        return !doubled;
    }
    bool on_string_part(boost::json::string_view, std::size_t, error_code&) { return true; }
    bool on_string(boost::json::string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(boost::json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, boost::json::string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, boost::json::string_view, error_code&) { return true; }
    bool on_double(double, boost::json::string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(boost::json::string_view, error_code&) { return true; }
    bool on_comment(boost::json::string_view, error_code&) { return true; }
};

std::string place_of(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto column = before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
    return fmt::format("line {}, column {}", line, column);
}

}  // namespace

Result<boost::json::value> parse_strictly(std::string_view text, boost::json::storage_ptr memory) {
    boost::json::parse_options options;
    options.max_depth = deepest + 2;
    boost::json::basic_parser<KeyWatch> watch{options};
    boost::system::error_code ec;
    const auto read = watch.write_some(false, text.data(), text.size(), ec);
    const auto refuse = [&](std::string_view why, std::string_view what_to_do) {
        return Error{Refusal::bad_json, fmt::format("the JSON cannot be read at {}: {}; {}", place_of(text, read), why, what_to_do), place_of(text, read)};
    };
    if (watch.handler().doubled) return refuse("a name stands twice in one object", "keep one of the two");
    if (watch.handler().too_deep) return refuse("it is nested too deeply", "send one flat object");
    if (ec) return refuse(ec.message(), "send UTF-8 JSON as in the examples");
    if (!watch.done()) return refuse("it ends too early", "send the whole text");
    if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) return refuse("something follows its end", "send one value");
    auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), ec, std::move(memory), options);
    if (ec) return refuse(ec.message(), "send UTF-8 JSON as in the examples");
    return value;
}

}  // namespace ehcp
