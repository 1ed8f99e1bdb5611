#include <catch2/catch.hpp>

#include <numeric>

#include "core/exchange/published_figures.hpp"

using namespace ehcp;
using namespace ehcp::exchange;

namespace {

const PublishedFigures& figures() {
    static const auto kept = PublishedFigures::read("schemas/figures");
    return kept;
}

}  // namespace

TEST_CASE("the year of an authority is read as it was published", "[figures]") {
    const auto england_2024 = figures().year(england, 2024).value();
    CHECK(england_2024.name == "England");
    CHECK(england_2024.received == 154489);
    CHECK(england_2024.issued == std::array{41448, 42402, 6478});
    CHECK(england_2024.issued_without_exempt == std::array{39407, 39168, 6230});
    CHECK(england_2024.issued_as_published == 90392);
    CHECK_FALSE(england_2024.bands_add_up());

    const auto hull = figures().year("E06000010", 2024).value();
    CHECK(hull.name == "Kingston upon Hull, City of");
    CHECK(hull.number == "810");
    CHECK(hull.decided_to_assess + hull.decided_not_to_assess + hull.decision_not_made + hull.withdrawn == hull.received);
    CHECK(hull.bands_add_up());
    CHECK(figures().maintained_after("E06000017", 2024).value() == 376);
}

TEST_CASE("in eleven authorities the bands of 2024 add up to less than the total", "[figures]") {
    const std::string_view short_of_dates = GENERATE("E08000021", "E08000001", "E08000009", "E10000017", "E08000033", "E06000032", "E09000001", "E06000043",
                                                     "E06000041", "E10000030", "E06000023");
    CHECK_FALSE(figures().year(short_of_dates, 2024)->bands_add_up());
}

TEST_CASE("a figure that was not published is refused by its name and year", "[figures]") {
    const auto hackney = figures().year("E09000012", 2023);
    REQUIRE(hackney.has_error());
    CHECK(hackney.error().kind == Refusal::not_available);
    CHECK(hackney.error().message == "requests_received_in_year was not published for Hackney in 2023 (the table says 'x'); choose another year or authority");

    const auto bands = figures().year(england, 2022);
    REQUIRE(bands.has_error());
    CHECK(bands.error().where == "requests_decided_to_assess");
}

TEST_CASE("an authority or a year that is not there is refused in words", "[figures]") {
    CHECK(figures().year("E99999999", 2024).error().message ==
          "'E99999999' is not the code of an English authority; codes look like E06000001, and England is E92000001");
    CHECK(figures().year("E06000001", 2031).error().message == "no figures are held for E06000001 in 2031; they are for 2019 to 2024");
    CHECK_THROWS_WITH(PublishedFigures::read("schemas/calendars"), Catch::Contains("dfe_ehc_plans_2025_requests.csv"));
}

TEST_CASE("the characteristics add up to the requests of England", "[figures]") {
    const auto sum = [](const Shares& shares) {
        return std::accumulate(shares.begin(), shares.end(), 0, [](int total, const auto& share) { return total + share.second; });
    };
    CHECK(sum(figures().ages()) == 154489);
    CHECK(sum(figures().sexes()) == 154489);
    CHECK(sum(figures().ethnicities()) == 154489);
    CHECK(figures().needs().size() == 13);
}
