#include "service/web/templates.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <regex>
#include <stdexcept>

namespace ehcp::web {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using kainjow::mustache::data;

using Sources = std::map<std::string, std::string, std::less<>>;

Sources sources_under(const fs::path& directory) {
    Sources sources;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.path().extension() != ".mustache") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        sources[fs::relative(entry.path(), directory).replace_extension().generic_string()] =
            std::string(std::istreambuf_iterator<char>(file), {});
    }
    if (sources.empty()) throw std::runtime_error("there are no page templates in " + directory.string());
    return sources;
}

std::string with_partials(const Sources& sources, const std::string& name, int depth = 0) {
    if (depth > 8) throw std::runtime_error("the template " + name + " holds itself");
    const auto found = sources.find(name);
    if (found == sources.end()) throw std::runtime_error("there is no template " + name);
    static const std::regex partial(R"(\{\{>\s*([a-z0-9_/-]+)\s*\}\}\n?)");
    std::string text;
    auto rest = found->second.cbegin();
    for (std::sregex_iterator each(found->second.begin(), found->second.end(), partial), end; each != end; ++each) {
        text.append(rest, (*each)[0].first);
        text += with_partials(sources, (*each)[1], depth + 1);
        rest = (*each)[0].second;
    }
    return text.append(rest, found->second.cend());
}

/// Mustache's containers take copies only, the whole of what is below them, and once more at each level: so they get
/// something empty first, which is then replaced where it lies.
data& in_place(const data& child) { return const_cast<data&>(child); }

data data_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return data(data::type::bool_false);
        case json::kind::bool_: return data(value.get_bool() ? data::type::bool_true : data::type::bool_false);
        case json::kind::int64: return data(std::to_string(value.get_int64()));
        case json::kind::uint64: return data(std::to_string(value.get_uint64()));
        case json::kind::double_: return data(json::serialize(value));
        case json::kind::string: {
            const auto& text = value.get_string();
            return text.empty() ? data(data::type::bool_false) : data(std::string(text));
        }
        case json::kind::array: {
            const auto& array = value.get_array();
            data list(data::type::list);
            for (std::size_t i = 0; i < array.size(); ++i) list.push_back(data(data::type::bool_false));
            for (std::size_t i = 0; i < array.size(); ++i) in_place(list.list_value()[i]) = data_of(array[i]);
            return list;
        }
        case json::kind::object: break;
    }
    data object(data::type::object);
    for (const auto& [key, member] : value.get_object()) {
        const std::string name(key);
        object.set(name, data(data::type::bool_false));
        in_place(*object.get(name)) = data_of(member);
    }
    return object;
}

}  // namespace

struct Templates::Parsed {
    kainjow::mustache::mustache text;
};

Templates::Templates(const fs::path& directory) {
    const auto sources = sources_under(directory);
    for (const auto& [name, source] : sources) {
        auto parsed = std::make_unique<Parsed>(Parsed{kainjow::mustache::mustache(with_partials(sources, name))});
        if (!parsed->text.is_valid())
            throw std::runtime_error("the template " + name + ": " + parsed->text.error_message());
        parsed_.emplace(name, std::move(parsed));
    }
}
Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

std::string Templates::render(std::string_view name, const json::object& model) const {
    const auto found = parsed_.find(name);
    if (found == parsed_.end()) throw std::logic_error("there is no template " + std::string(name));
    std::string page;
    // The parsed template is only read: rendering keeps its place in a context of its own.
    found->second->text.render(data_of(model), [&page](const std::string& part) { page += part; });
    return page;
}

}  // namespace ehcp::web
