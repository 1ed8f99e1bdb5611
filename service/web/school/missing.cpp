#include "service/web/school/missing.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

struct Item {
    std::string_view name, words;
};
constexpr auto items = std::to_array<Item>({
    {"child.upn", "the unique pupil number (UPN)"},
    {"child.sex", "the child’s or young person’s sex"},
    {"child.ethnicity", "the child’s or young person’s ethnicity"},
    {"child.postcode", "the home postcode"},
    {"setting", "the school or other setting attended"},
    {"primary_need", "the main type of need"},
    {"graduated_approach", "SEN Support: what has been tried and how it went"},
    {"contacts", "how to reach the family"},
});

}  // namespace

boost::json::array missing_model(const std::vector<std::string>& missing) {
    boost::json::array list;
    for (const auto& each : missing) {
        const auto found = std::ranges::find(items, std::string_view(each), &Item::name);
        list.push_back(
            boost::json::object{{"item", found == items.end() ? sentence_of(each) : std::string(found->words)}});
    }
    return list;
}

}  // namespace ehcp::web
