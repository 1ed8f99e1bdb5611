#include "core/exchange/sen2/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <stdexcept>

namespace ehcp::exchange::sen2 {
namespace {

namespace json = boost::json;

constexpr std::string_view seen = "V";  // in a source of the Department's, or quoted from one

std::string string_in(const json::object& object, std::string_view key) {
    const auto* const found = object.if_contains(key);
    return found ? std::string(std::string_view(found->as_string())) : std::string();
}

template <class Word>
Word word_in(const json::object& object, std::string_view key) {
    const auto text = string_in(object, key);
    if (const auto word = from_token<Word>(text)) return *word;
    throw std::runtime_error(fmt::format("{} is '{}', which is not known here", key, text));
}

ItemRule::Type type_named(std::string_view word) {
    constexpr std::array<std::string_view, 5> names = {"text", "date", "flag", "number", "code"};
    const auto found = std::ranges::find(names, word);
    if (found == names.end()) throw std::runtime_error(fmt::format("type is '{}', which is not known here", word));
    return static_cast<ItemRule::Type>(found - names.begin());
}

ItemRule item_from(const json::object& object) {
    ItemRule rule{.item = word_in<Item>(object, "item"),
                  .tag = string_in(object, "tag"),
                  .label = string_in(object, "label"),
                  .type = type_named(string_in(object, "type")),
                  .mark = string_in(object, "mark"),
                  .note = string_in(object, "note")};
    if (rule.type == ItemRule::Type::code) {
        const auto list = string_in(object, "codes");
        rule.codes = list.empty() ? std::string(token(rule.item)) : list;
    }
    return rule;
}

ModuleRule module_from(const json::object& object) {
    ModuleRule rule{.module = word_in<Module>(object, "module"),
                    .tag = string_in(object, "tag"),
                    .csv = string_in(object, "csv"),
                    .least = static_cast<int>(object.at("least").as_int64())};
    if (const auto* const most = object.at("most").if_int64()) rule.most = static_cast<int>(*most);
    for (const auto& each : object.at("content").as_array()) {
        const auto& entry = each.as_object();
        if (entry.contains("item"))
            rule.content.emplace_back(item_from(entry));
        else
            rule.content.emplace_back(word_in<Module>(entry, "module"));
    }
    return rule;
}

CodeList codes_from(const json::object& object) {
    CodeList list{.codes = {}, .mark = string_in(object, "mark"), .note = string_in(object, "note")};
    for (const auto& [code, meaning] : object.at("codes").as_object())
        list.codes.emplace(std::string(std::string_view(code)), std::string(std::string_view(meaning.as_string())));
    return list;
}

}  // namespace

const ItemRule* ModuleRule::find(Item item) const {
    for (const auto& each : content) {
        const auto* const rule = std::get_if<ItemRule>(&each);
        if (rule && rule->item == item) return rule;
    }
    return nullptr;
}

bool ModuleRule::holds(Module child) const {
    return std::ranges::any_of(content, [&](const auto& each) {
        const auto* const named = std::get_if<Module>(&each);
        return named && *named == child;
    });
}

std::vector<int> Layout::years(const std::filesystem::path& directory) {
    std::vector<int> years;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() == ".json") years.push_back(std::stoi(entry.path().stem().string()));
    }
    std::ranges::sort(years);
    return years;
}

Layout Layout::next(const std::filesystem::path& directory, Day today) {
    const auto known = years(directory);
    for (const auto year : known) {
        if (auto layout = load(directory, year).value(); layout.census_on >= today || year == known.back()) return layout;
    }
    throw std::runtime_error(fmt::format("there is no layout of a return in {}", directory.string()));
}

Result<Layout> Layout::load(const std::filesystem::path& directory, int year) {
    const auto file = directory / fmt::format("{}.json", year);
    std::ifstream in(file);
    if (!in) {
        return Error{Refusal::bad_value,
                     fmt::format("the layout of the return of {} is not known here; there are those of {}", year,
                                 fmt::join(years(directory), ", ")),
                     "year"};
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        const auto value = json::parse(text);
        const auto& object = value.as_object();
        Layout layout;
        layout.year = static_cast<int>(object.at("year").as_int64());
        layout.version = string_in(object, "version");
        layout.root = string_in(object, "root");
        layout.collection = string_in(object, "collection");
        layout.source_level = string_in(object, "source_level");
        layout.census_on = day_from(string_in(object, "census_on")).value();
        layout.writes_empty_items = string_in(object, "empty_items") == "empty";
        for (const auto& each : object.at("codes").as_array())
            layout.codes_.emplace(string_in(each.as_object(), "list"), codes_from(each.as_object()));
        for (const auto& each : object.at("modules").as_array())
            layout.modules_.push_back(module_from(each.as_object()));
        for (const auto& each : object.at("unverified").as_array()) {
            const auto& entry = each.as_object();
            layout.unverified_.push_back(
                {string_in(entry, "what"), string_in(entry, "assumed"), string_in(entry, "change")});
        }
        return layout;
    } catch (const std::exception& failure) {
        throw std::runtime_error(fmt::format("{} cannot be used: {}", file.string(), failure.what()));
    }
}

Day Layout::first_day() const { return Day{date::year{year - 1} / 1 / 1}; }
Day Layout::last_day() const { return Day{date::year{year - 1} / 12 / 31}; }

const ModuleRule& Layout::rule_of(Module module) const {
    const auto found = std::ranges::find(modules_, module, &ModuleRule::module);
    if (found == modules_.end()) throw std::out_of_range(fmt::format("the layout has no {}", token(module)));
    return *found;
}

const CodeList* Layout::codes(std::string_view list) const {
    const auto found = codes_.find(list);
    return found == codes_.end() ? nullptr : &found->second;
}

std::vector<Unverified> Layout::unverified() const {
    auto all = unverified_;
    for (const auto& module : modules_) {
        for (const auto& each : module.content) {
            const auto* const item = std::get_if<ItemRule>(&each);
            if (!item || (item->mark == seen && item->note.empty())) continue;
            all.push_back({fmt::format("{}/{}", module.tag, item->tag),
                           item->note.empty() ? "As written here" : item->note, fmt::format("the item's line ({})", item->mark)});
        }
    }
    for (const auto& [name, list] : codes_) {
        if (list.mark == seen && list.note.empty()) continue;
        all.push_back({fmt::format("codes of {}", name), list.note.empty() ? "As written here" : list.note,
                       fmt::format("the list's line ({})", list.mark)});
    }
    return all;
}

}  // namespace ehcp::exchange::sen2
