#pragma once
// The limbs of the exemptions. None pauses or extends anything: the authority (or the adviser) "need not comply" with the
// limit if it is impractical to do so because of the event. Whether it was impractical, a person decides and records.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto limbs = [] {
    using enum LimbRule::Test;
    constexpr auto V = Confidence::V;
    constexpr auto V2 = Confidence::V2;
    constexpr std::string_view school = "the head or principal of a school or post-16 institution was asked for advice in the window around a closure of at least 4 weeks";
    constexpr std::string_view early_years = "the person responsible for SEN at an early-years provider was asked for advice in the window around a closure of at least 4 weeks";
    constexpr std::string_view personal = "exceptional personal circumstances affected the child, the parent or the young person during the period";
    constexpr std::string_view away = "the child, the parent or the young person was absent from the area for a continuous period of at least 4 weeks during the period";
    return std::to_array<LimbRule>({
        {Limb::E5a, school, closure, 28, "SEND Regulations 2014, reg 5(4)(a)", V, regulations_from},
        {Limb::E5b, early_years, closure, 28, "SEND Regulations 2014, reg 5(4)(b)", V, regulations_from},
        {Limb::E5c, personal, dates, 0, "SEND Regulations 2014, reg 5(4)(c)", V, regulations_from},
        {Limb::E5d, away, absence, 28, "SEND Regulations 2014, reg 5(4)(d)", V, regulations_from},
        {Limb::E8a, "exceptional circumstances affected the child, the parent or the young person during the adviser's 6 weeks", dates, 0, "SEND Regulations 2014, reg 8(2)(a)", V2, regulations_from},
        {Limb::E8b, "the child, the parent or the young person was absent for a continuous period of at least 4 weeks during the adviser's 6 weeks", absence, 28, "SEND Regulations 2014, reg 8(2)(b)", V2, regulations_from},
        {Limb::E8c, "an appointment made by that adviser for an examination or test was missed during its 6 weeks", appointment, 0, "SEND Regulations 2014, reg 8(2)(c)", V2, regulations_from},
        {Limb::E10a, school, closure, 28, "SEND Regulations 2014, reg 10(4)(a)", V, regulations_from},
        {Limb::E10b, early_years, closure, 28, "SEND Regulations 2014, reg 10(4)(b)", V, regulations_from},
        {Limb::E10c, personal, dates, 0, "SEND Regulations 2014, reg 10(4)(c)", V, regulations_from},
        {Limb::E10d, away, absence, 28, "SEND Regulations 2014, reg 10(4)(d)", V, regulations_from},
        {Limb::E27a, school, closure, 28, "SEND Regulations 2014, reg 27(3)(a)", V, regulations_from},
        {Limb::E27b, early_years, closure, 28, "SEND Regulations 2014, reg 27(3)(b)", V, regulations_from},
        {Limb::E27c, personal, dates, 0, "SEND Regulations 2014, reg 27(3)(c)", V, regulations_from},
        {Limb::E27d, away, absence, 28, "SEND Regulations 2014, reg 27(3)(d)", V, regulations_from},
        {Limb::Ex1, personal, dates, 0, "SEND Regulations 2014, regs 44(3) and 45", V2, regulations_from},
        {Limb::Ex2, "the child, the parent or the young person was absent from the area for a continuous period of at least 2 weeks during the period", absence, 14, "SEND Regulations 2014, regs 44(3) and 45", V2, regulations_from},
        {Limb::Ex3, "any of the events of reg 10(4); record the limb that is borrowed (E10a to E10d) and it is tested as such", dates, 0, "SEND Regulations 2014, regs 44(3) and 45", V2, regulations_from},
        {Limb::COVID, "a reason relating to the incidence or transmission of coronavirus", coronavirus, 0, "SEND (Coronavirus) (Amendment) Regulations 2020", V2, Day{date::year{2020} / 5 / 1}, Day{date::year{2020} / 9 / 25}},
    });
}();

/// Advice counts towards the closure limb when asked for between this long before the closing and as long before the
/// reopening, both days included.
inline constexpr CalendarDays closure_window_opens_before{7};

}  // namespace ehcp::law

namespace ehcp {
constexpr const LimbRule& rule_of(Limb limb) { return law::limbs[index_of(limb)]; }
static_assert(std::ranges::all_of(all<Limb>(), [](Limb l) { return rule_of(l).limb == l; }));
}  // namespace ehcp
