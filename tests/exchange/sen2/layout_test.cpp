#include "core/exchange/sen2/layout.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "tests/exchange/sen2/sample.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange::sen2;
using namespace ehcp::test;

TEST_CASE("each year's return has its census day and its calendar year", "[sen2]") {
    CHECK(Layout::years("schemas/sen2") == std::vector{2024, 2025, 2026, 2027});
    CHECK(layout_of(2024).census_on == day("Thu 2024-01-18"));
    CHECK(layout_of(2025).census_on == day("Thu 2025-01-16"));
    CHECK(layout_of(2026).census_on == day("Thu 2026-01-15"));
    CHECK(layout_of(2026).first_day() == day("Wed 2025-01-01"));
    CHECK(layout_of(2026).last_day() == day("Wed 2025-12-31"));
}

TEST_CASE("what came in 2026 is in the return of 2026 alone", "[sen2]") {
    using enum Sen2Item;
    for (const auto& [module, item] : {std::pair{Module::requests, request_source}, {Module::active_plans, review_draft},
                                       {Module::active_plans, phase_transfer_due_date}, {Module::header, dsco}}) {
        CHECK(layout_of(2026).rule_of(module).find(item) != nullptr);
        CHECK(layout_of(2025).rule_of(module).find(item) == nullptr);
    }
    CHECK(layout_of(2025).codes("sen_type")->codes.contains("DS"));
    CHECK_FALSE(layout_of(2024).codes("sen_type")->codes.contains("DS"));
}

TEST_CASE("a year without a layout is refused with those there are", "[sen2]") {
    const auto none = Layout::load("schemas/sen2", 2019);
    REQUIRE(none.has_error());
    CHECK(none.error().message == "the layout of the return of 2019 is not known here; there are those of 2024, 2025, 2026, 2027");
}

TEST_CASE("every item of the return stands in one place of the newest layout, and every code list is there", "[sen2]") {
    const auto layout = layout_of(2026);
    std::set<Sen2Item> items;
    for (const auto module : all<Sen2Module>()) {
        std::set<std::string> tags;
        for (const auto& part : layout.rule_of(module).content) {
            const auto* const item = std::get_if<ItemRule>(&part);
            if (!item) continue;
            INFO(item->tag);
            items.insert(item->item);
            CHECK(tags.insert(item->tag).second);
            if (item->type == ItemRule::Type::code) CHECK(layout.codes(item->codes) != nullptr);
        }
    }
    CHECK(items.size() == count_of<Sen2Item>);
}

TEST_CASE("whatever nobody has seen in the Department's own words is listed", "[sen2]") {
    const auto list = layout_of(2026).unverified();
    const auto lists = [&](std::string_view what) { return std::ranges::any_of(list, [&](const Unverified& each) { return each.what.find(what) != std::string::npos; }); };
    CHECK(lists("order of the elements"));
    CHECK(lists("codes of residential"));
    CHECK(lists("Header/DSCO"));
    CHECK(lists("official validation rules"));
    CHECK_FALSE(lists("Requests/ReceivedDate"));
}
