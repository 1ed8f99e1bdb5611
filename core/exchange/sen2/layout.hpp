#pragma once
// What the return of one year looks like: names, order, codes, the census day, and how sure we are of each. Read from
// schemas/sen2/YEAR.json, where whatever turns out to be otherwise is one line to change.

#include <filesystem>
#include <map>
#include <optional>
#include <variant>

#include "core/engine/result.hpp"
#include "core/exchange/sen2/message.hpp"
#include "core/time/day.hpp"

namespace ehcp::exchange::sen2 {

struct CodeList {
    std::map<std::string, std::string, std::less<>> codes;  ///< and what each means
    std::string mark, note;
};

struct ItemRule {
    enum class Type : std::uint8_t { text, date, flag, number, code };
    Item item{};
    std::string tag, label;
    Type type{};
    std::string codes = {};  ///< the name of its list
    std::string mark, note = {};
};

struct ModuleRule {
    Module module{};
    std::string tag, csv;  ///< the element's name; the table's name in the CSV set
    int least = 0;
    std::optional<int> most = {};
    std::vector<std::variant<ItemRule, Module>> content = {};  ///< in order

    const ItemRule* find(Item item) const;  ///< null: this year does not have it
    bool holds(Module child) const;
};

/// Something that nobody here has seen in a source of the Department's.
struct Unverified {
    std::string what, assumed, change;
};

class Layout {
public:
    /// Refuses a year of which there is no file, naming those there are. Throws std::runtime_error: the file is broken.
    static Result<Layout> load(const std::filesystem::path& directory, int year);
    /// Of the next census day; after the last that is known, of that one.
    static Layout next(const std::filesystem::path& directory, Day today);
    static std::vector<int> years(const std::filesystem::path& directory);

    int year = 0;
    std::string version, root, collection, source_level;
    Day census_on{};
    bool writes_empty_items = false;

    /// The calendar year whose requests, assessments and reviews the return counts.
    Day first_day() const;
    Day last_day() const;

    const ModuleRule& rule_of(Module module) const;
    /// Null where the year has no such list.
    const CodeList* codes(std::string_view list) const;
    std::vector<Unverified> unverified() const;

private:
    std::vector<ModuleRule> modules_;
    std::map<std::string, CodeList, std::less<>> codes_;
    std::vector<Unverified> unverified_;
};

}  // namespace ehcp::exchange::sen2
