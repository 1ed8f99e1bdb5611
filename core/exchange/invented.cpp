#include "core/exchange/invented.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/casework/pupil_numbers.hpp"

namespace ehcp::exchange {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array surname_begins = {"Bramble"sv, "Quill"sv,  "Thistle"sv, "Fennel"sv, "Marrow"sv, "Pebble"sv, "Wicket"sv, "Tumble"sv, "Saffron"sv, "Larch"sv,
                                       "Copper"sv,  "Dapple"sv, "Gossamer"sv, "Hazel"sv, "Juniper"sv, "Kettle"sv, "Lantern"sv, "Mallow"sv, "Nettle"sv, "Orchard"sv,
                                       "Plover"sv,  "Russet"sv, "Sparrow"sv, "Teasel"sv, "Umber"sv,   "Velvet"sv, "Willow"sv, "Yarrow"sv, "Zephyr"sv,  "Acorn"sv};
constexpr std::array surname_ends = {"wick"sv, "combe"sv, "thwaite"sv, "stead"sv, "marsh"sv, "fold"sv, "holt"sv, "mere"sv, "ridge"sv, "brook"sv,
                                     "garth"sv, "shaw"sv, "down"sv, "field"sv, "croft"sv, "wold"sv, "dale"sv, "ford"sv, "barrow"sv, "lea"sv};
constexpr std::array forename_begins = {"Al"sv, "Bri"sv, "Cor"sv, "Del"sv, "Em"sv, "Fa"sv, "Gil"sv, "Hal"sv, "Il"sv, "Jo"sv, "Ka"sv, "Lo"sv,
                                        "Mi"sv, "Ne"sv, "Or"sv, "Pe"sv, "Qua"sv, "Ru"sv, "Sa"sv, "Ta"sv, "Ul"sv, "Vi"sv, "Wre"sv, "Zo"sv};
constexpr std::array forename_ends = {"bendo"sv, "dwyn"sv, "fira"sv, "gorin"sv, "lissa"sv, "mundra"sv, "novi"sv, "pettle"sv, "quim"sv, "rambo"sv,
                                      "silko"sv, "tamble"sv, "vendi"sv, "wimbo"sv, "xandle"sv, "zelby"sv};
constexpr std::array place_begins = {"Upper "sv, "Lower "sv, "Great "sv, "Little "sv, "Old "sv, "New "sv, "East "sv, "West "sv, ""sv, ""sv, ""sv, ""sv};

template <class Begins, class Ends>
bool is_made_of(std::string_view name, const Begins& begins, const Ends& ends) {
    return std::ranges::any_of(begins, [&](std::string_view begin) {
        return name.starts_with(begin) && std::ranges::find(ends, name.substr(begin.size())) != std::end(ends);
    });
}

/// The Department's words for a child's background, as the codes of the census (SEN2 README, 4.10).
constexpr std::pair<std::string_view, std::string_view> ethnicity_codes[] = {
    {"Any other ethnic group", "OOTH"}, {"Asian - Any other Asian background", "AOTH"}, {"Asian - Bangladeshi", "ABAN"}, {"Asian - Chinese", "CHNE"},
    {"Asian - Indian", "AIND"}, {"Asian - Pakistani", "APKN"}, {"Black - Any other Black background", "BOTH"}, {"Black - Black African", "BAFR"},
    {"Black - Black Caribbean", "BCRB"}, {"Mixed - Any other Mixed background", "MOTH"}, {"Mixed - White and Asian", "MWAS"},
    {"Mixed - White and Black African", "MWBA"}, {"Mixed - White and Black Caribbean", "MWBC"}, {"Unclassified", "NOBT"},
    {"White - Any other White background", "WOTH"}, {"White - Gypsy/Roma", "WROM"}, {"White - Irish", "WIRI"},
    {"White - Traveller of Irish heritage", "WIRT"}, {"White - White British", "WBRI"}};

/// "Aged 7", "Aged 2 and under", "Aged 20 and over"; nothing for "Age unknown".
std::optional<int> age_from(std::string_view text) {
    constexpr auto prefix = "Aged "sv;
    int age{};
    if (!text.starts_with(prefix) || std::from_chars(text.data() + prefix.size(), text.data() + text.size(), age).ec != std::errc{}) return std::nullopt;
    return age;
}

}  // namespace

std::string invented_surname(Random& random) { return fmt::format("{}{}", random.one_of(surname_begins), random.one_of(surname_ends)); }
std::string invented_forename(Random& random) { return fmt::format("{}{}", random.one_of(forename_begins), random.one_of(forename_ends)); }
std::string invented_place(Random& random) {
    return fmt::format("{}{}{}", random.one_of(place_begins), random.one_of(surname_begins), random.one_of(surname_ends));
}
bool is_invented_surname(std::string_view name) { return is_made_of(name, surname_begins, surname_ends); }
bool is_invented_forename(std::string_view name) { return is_made_of(name, forename_begins, forename_ends); }

std::string upn_of(std::string_view authority, int number, Day born) {
    // Establishment, year of entry, place in the year: the number runs over the first and the last.
    const int entered = static_cast<int>(parts_of(born).year()) + 4;
    const auto digits = fmt::format("{}{:04}{:02}{:03}", authority, 9000 + number / 1000 % 1000, entered % 100, number % 1000);
    return casework::upn_check_letter(digits) + digits;
}

Children::Children(const PublishedFigures& figures, std::string authority_number) : figures_(figures), authority_(std::move(authority_number)) {
    for (const auto& [name, count] : figures.ages()) {
        if (const auto age = age_from(name)) {
            years_.push_back(*age);
            ages_.add(count);
        }
    }
    for (const auto& [name, count] : figures.sexes()) sexes_.add(count);
    for (const auto& [name, count] : figures.ethnicities()) ethnicities_.add(count);
    for (const auto& [name, count] : figures.needs()) needs_.add(count);
}

int Children::draw_age(Random& random, int at_most) const {
    for (;;) {
        int age = years_[ages_.pick(random)];
        if (age == 2) age = random.chance(300) ? 1 : 2;
        if (age == 20) age = random.between(20, 23);
        if (age <= at_most) return age;
    }
}

std::string_view Children::draw_need(Random& random) const {
    const auto& need = figures_.needs()[needs_.pick(random)].first;
    return need == "NEED_UNKNOWN" ? std::string_view{} : std::string_view{need};
}

store::Person Children::draw(Random& random, Day on, int age) {
    store::Person child;
    child.surname = invented_surname(random);
    child.forename = invented_forename(random);
    child.date_of_birth = corresponding_date(on, -12 * age) - days{random.between(0, 364)};
    child.sex = figures_.sexes()[sexes_.pick(random)].first == "Female" ? "F" : "M";
    const auto& background = figures_.ethnicities()[ethnicities_.pick(random)].first;
    const auto code = std::ranges::find(ethnicity_codes, std::string_view{background}, &std::pair<std::string_view, std::string_view>::first);
    if (code != std::end(ethnicity_codes)) child.ethnicity = code->second;
    child.postcode = fmt::format("ZZ99 {}{}{}", random.between(1, 9), static_cast<char>('A' + random.below(26)), static_cast<char>('A' + random.below(26)));
    ++number_;
    if (age >= 4 ? random.chance(930) : random.chance(250)) child.upn = upn_of(authority_, number_, child.date_of_birth);
    return child;
}

}  // namespace ehcp::exchange
