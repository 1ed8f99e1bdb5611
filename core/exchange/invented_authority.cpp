#include "core/exchange/invented_authority.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "core/exchange/invented.hpp"
#include "core/law/limbs.hpp"

namespace ehcp::exchange {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array school_names = {"Demonstration Nursery School"sv, "Demonstration Primary School"sv, "Demonstration Academy"sv,
                                     "Demonstration Special School"sv, "Demonstration College"sv};
// Of a hundred settings, so many of each phase.
constexpr std::array phase_shares = {14, 58, 15, 7, 6};
constexpr std::array team_names = {"Alder"sv, "Beech"sv, "Cedar"sv, "Elder"sv, "Hornbeam"sv, "Lime"sv, "Maple"sv, "Oak"sv, "Rowan"sv, "Sycamore"sv, "Yew"sv, "Aspen"sv};

Phase phase_for(Random& random, int age) {
    if (age >= 4 && random.chance(90)) return Phase::special;
    if (age < 4 || (age == 4 && random.chance(500))) return Phase::nursery;
    if (age < 11) return Phase::primary;
    return age < 16 ? Phase::secondary : Phase::post_16;
}

}  // namespace

InventedAuthority::InventedAuthority(Random& random, Size size, Day from, Day to) : from_(from), to_(to) {
    add_settings(random, std::max(12, size.requests / 7));
    const int regions = 1 + size.requests / 4000;
    const auto add_body = [&](std::string_view name, Adviser kind) {
        for (int i = 1; i <= regions; ++i) bodies_.push_back({regions == 1 ? std::string(name) : fmt::format("{} {}", name, i), kind});
    };
    add_body("Demonstration Educational Psychology Service", Adviser::psychology);
    add_body("Demonstration Community Health Trust", Adviser::health);
    add_body("Demonstration Children's Social Care", Adviser::social_care);
    add_body("Demonstration Sensory Service", Adviser::sensory);
    add_body("Demonstration Adult Services", Adviser::preparing_for_adulthood);
    add_people(random, 3 + (size.requests + size.maintained) / 190, from, to);
}

void InventedAuthority::add_settings(Random& random, int count) {
    Weighted shares;
    for (const int share : phase_shares) shares.add(share);
    for (int i = 0; i < count; ++i) {
        // Two of each phase first, so that the smallest authority has somewhere for everyone.
        const auto phase = i < 10 ? static_cast<Phase>(i % 5) : static_cast<Phase>(shares.pick(random));
        const auto urn = std::to_string(first_invented_urn + i);
        by_phase_[index_of(phase)].push_back(settings_.size());
        phases_.push_back(phase);
        settings_.push_back({urn, fmt::format("{} {}", invented_place(random), school_names[index_of(phase)]), std::string(token(phase))});
        for (auto year = parts_of(from_).year(); year <= parts_of(to_).year(); ++year) {
            for (const auto& holiday : school_holidays(year, i)) {
                closures_.push_back({urn, holiday.closed_from, holiday.reopens, "demonstration term dates",
                                     Instant{date::sys_days{parts_of(from_).year() / 1 / 2}} + std::chrono::hours{9}});
            }
        }
    }
}

void InventedAuthority::add_people(Random& random, int caseworkers, Day from, Day to) {
    const int teams = std::max(2, caseworkers / 8);
    for (int i = 0; i < teams; ++i) {
        const auto round = static_cast<std::size_t>(i) / team_names.size();
        const auto tree = team_names[static_cast<std::size_t>(i) % team_names.size()];
        teams_.push_back({round == 0 ? fmt::format("Team {}", tree) : fmt::format("Team {} {}", tree, round + 1)});
    }
    working_ = static_cast<std::size_t>(caseworkers);
    const int left = 1 + caseworkers / 8;
    std::unordered_set<std::string> codes;
    for (int i = 0; i < caseworkers + left; ++i) {
        const auto forename = invented_forename(random);
        const auto surname = invented_surname(random);
        auto code = fmt::format("{}.{}", forename.front(), surname);
        std::ranges::transform(code, code.begin(), [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (!codes.insert(code).second) code += std::to_string(i);
        store::Caseworker each{code, fmt::format("{} {}", forename, surname), teams_[static_cast<std::size_t>(i % teams)].name, {}};
        if (i >= caseworkers) each.left_on = from + days{random.between(30, static_cast<int>((to - from).count()))};
        caseworkers_.push_back(std::move(each));
    }
}

std::size_t InventedAuthority::draw_setting(Random& random, int age) const { return random.one_of(by_phase_[index_of(phase_for(random, age))]); }

std::optional<Holiday> InventedAuthority::excusing_holiday(std::size_t setting, Day asked_on) const {
    const auto year = parts_of(asked_on).year();
    if (year < parts_of(from_).year() || year > parts_of(to_).year()) return std::nullopt;
    const auto summer = summer_holiday(year, static_cast<int>(setting));
    const auto lead = days{law::closure_window_opens_before.n};
    if (asked_on < summer.closed_from - lead || asked_on > summer.reopens - lead) return std::nullopt;
    return summer;
}

std::optional<Holiday> InventedAuthority::christmas_within(std::size_t setting, Day from, Day to) const {
    const auto year = parts_of(from).year();
    if (year < parts_of(from_).year() || year > parts_of(to_).year()) return std::nullopt;
    const auto christmas = school_holidays(year, static_cast<int>(setting)).back();
    if (christmas.closed_from <= from || christmas.reopens >= to) return std::nullopt;
    return christmas;
}

std::string_view InventedAuthority::body_of(Random& random, Adviser adviser) const {
    const auto mine = [&](const store::AdviserBody& body) { return body.kind == adviser; };
    const auto count = static_cast<std::uint32_t>(std::ranges::count_if(bodies_, mine));
    if (count == 0) return {};
    auto found = std::ranges::find_if(bodies_, mine);
    return (found + static_cast<std::ptrdiff_t>(random.below(count)))->name;
}

}  // namespace ehcp::exchange
