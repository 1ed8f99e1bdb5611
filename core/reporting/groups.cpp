#include "core/reporting/groups.hpp"

namespace ehcp::reporting {
namespace {

/// Two figures for each band's first and last age, so that they sort as text. As the DfE groups them.
std::string_view age_band(std::optional<Day> born, Day on) {
    if (!born || *born > on) return {};
    const auto birth = parts_of(*born);
    const auto today = parts_of(on);
    int age = static_cast<int>(today.year()) - static_cast<int>(birth.year());
    if (today.month() / today.day() < birth.month() / birth.day()) --age;
    if (age < 5) return "00-04";
    if (age < 11) return "05-10";
    if (age < 16) return "11-15";
    if (age < 20) return "16-19";
    return age <= 25 ? "20-25" : "26+";
}

/// The first letters of a date: 4 of its year, 7 of its month.
std::string_view beginning_of(Day on, std::size_t letters, KeyText& room) {
    const auto text = text_of(on);
    std::copy_n(text.begin(), letters, room.begin());
    return {room.data(), letters};
}

}  // namespace

std::string_view group_of(std::optional<By> by, const CaseFacts& facts, Day on, KeyText& room) {
    if (!by) return {};
    switch (*by) {
        case By::team:
            return facts.team;
        case By::caseworker:
            return facts.caseworker;
        case By::setting:
            return facts.setting;
        case By::sex:
            return facts.sex;
        case By::need:
            return facts.need;
        case By::month:
            return beginning_of(on, 7, room);
        case By::year:
            return beginning_of(on, 4, room);
        case By::age:
            return age_band(facts.date_of_birth, on);
        case By::adviser:
        case By::stage:
            return {};  // not of a case: the reports that know them set the key themselves
    }
    return {};
}

std::string_view group_title(std::string_view key) { return key.empty() ? "not recorded" : key; }

}  // namespace ehcp::reporting
