// The tables against the provisions, written down a second time by hand: a slip in one of the two shows.
#include <catch2/catch.hpp>

#include "core/law/law.hpp"

using namespace ehcp;

namespace {

struct Provision {
    ProcedureKind procedure;
    ClockId clock;
    Bearer bearer;
    ClockKind kind;
    Period period;
    Counting counting;
    const char* because;
};

constexpr auto assessment = ProcedureKind::assessment;
constexpr auto plan = ProcedureKind::plan;
constexpr auto review = ProcedureKind::review;
constexpr auto reassessment = ProcedureKind::reassessment;
constexpr auto dispute = ProcedureKind::dispute;

const Provision provisions[] = {
    {assessment, ClockId::decide_to_assess, Bearer::authority, ClockKind::limit, Weeks{6}, Counting::excl, "reg 5(1): within 6 weeks of the request"},
    {assessment, ClockId::advice, Bearer::adviser, ClockKind::limit, Weeks{6}, Counting::excl, "reg 8(1): within 6 weeks of receiving the request"},
    {assessment, ClockId::refuse_plan, Bearer::authority, ClockKind::limit, Weeks{16}, Counting::excl, "reg 10(1): within 16 weeks"},
    {assessment, ClockId::draft_target, Bearer::authority, ClockKind::target, Weeks{16}, Counting::excl, "Code of Practice chart"},
    {assessment, ClockId::draft_window, Bearer::authority, ClockKind::window, CalendarDays{15}, Counting::incl, "reg 13(1)(a): 15 days beginning with service"},
    {assessment, ClockId::placement_reply, Bearer::setting, ClockKind::target, CalendarDays{15}, Counting::excl, "Code 9.83"},
    {assessment, ClockId::finalise_plan, Bearer::authority, ClockKind::limit, Weeks{20}, Counting::excl, "reg 13(2): within 20 weeks"},
    {plan, ClockId::review_due, Bearer::authority, ClockKind::limit, Months{12}, Counting::incl, "CFA 44(1): 12 months starting with"},
    {plan, ClockId::transfer_plan, Bearer::authority, ClockKind::limit, WorkingDays{15}, Counting::incl, "reg 15(2): 15 working days beginning with"},
    {plan, ClockId::transfer_inform, Bearer::authority, ClockKind::limit, Weeks{6}, Counting::excl, "reg 15(4): within 6 weeks"},
    {review, ClockId::review_invite, Bearer::convenor, ClockKind::limit, Weeks{2}, Counting::before, "reg 20(3): at least 2 weeks before"},
    {review, ClockId::review_papers, Bearer::convenor, ClockKind::limit, Weeks{2}, Counting::before, "reg 20(4): at least 2 weeks before"},
    {review, ClockId::review_report, Bearer::convenor, ClockKind::limit, Weeks{2}, Counting::excl, "reg 20(8): within 2 weeks of the meeting"},
    {review, ClockId::review_decision, Bearer::authority, ClockKind::limit, Weeks{4}, Counting::excl, "reg 20(10): within 4 weeks of the meeting"},
    {review, ClockId::amendment_window, Bearer::authority, ClockKind::window, CalendarDays{15}, Counting::incl, "reg 22(2)(c)"},
    {review, ClockId::amended_plan, Bearer::authority, ClockKind::limit, Weeks{8}, Counting::excl, "reg 22(3): within 8 weeks"},
    {review, ClockId::review_backstop, Bearer::authority, ClockKind::limit, Weeks{12}, Counting::excl, "Devon: 4 + 8 weeks"},
    {reassessment, ClockId::decide_to_reassess, Bearer::authority, ClockKind::limit, CalendarDays{15}, Counting::excl, "reg 25(1): within 15 days"},
    {reassessment, ClockId::advice, Bearer::adviser, ClockKind::limit, Weeks{6}, Counting::excl, "reg 26"},
    {reassessment, ClockId::draft_window, Bearer::authority, ClockKind::window, CalendarDays{15}, Counting::incl, "reg 27(1)"},
    {review, ClockId::placement_reply, Bearer::setting, ClockKind::target, CalendarDays{15}, Counting::excl, "Code 9.83"},
    {reassessment, ClockId::placement_reply, Bearer::setting, ClockKind::target, CalendarDays{15}, Counting::excl, "Code 9.83"},
    {reassessment, ClockId::reassessed_plan, Bearer::authority, ClockKind::limit, Weeks{14}, Counting::excl, "reg 27(2): within 14 weeks"},
    {dispute, ClockId::mediation_contact, Bearer::family, ClockKind::limit, Months{2}, Counting::excl, "reg 33: within 2 months"},
    {dispute, ClockId::mediation_certificate, Bearer::adviser, ClockKind::limit, WorkingDays{3}, Counting::excl, "regs 34, 39: within 3 working days"},
    {dispute, ClockId::mediation_arrange, Bearer::authority, ClockKind::limit, CalendarDays{30}, Counting::excl, "regs 36-38: within 30 days"},
    {dispute, ClockId::mediation_agreement, Bearer::authority, ClockKind::limit, Weeks{2}, Counting::excl, "reg 42: within 2 weeks"},
    {dispute, ClockId::appeal, Bearer::family, ClockKind::limit, Months{2}, Counting::excl, "rule 20: 2 months"},
    {dispute, ClockId::appeal_response, Bearer::authority, ClockKind::limit, WorkingDays{30}, Counting::excl, "rule 21: 30 working days"},
    {dispute, ClockId::recommendation_reply, Bearer::authority, ClockKind::limit, Weeks{5}, Counting::excl, "SI 2017/1306: within 5 weeks"},
    {dispute, ClockId::ordered_notify, Bearer::authority, ClockKind::limit, Weeks{2}, Counting::excl, "reg 44(2)(b)"},
    {dispute, ClockId::ordered_refuse_plan, Bearer::authority, ClockKind::limit, Weeks{10}, Counting::excl, "reg 44(2)(b)"},
    {dispute, ClockId::ordered_draft, Bearer::authority, ClockKind::limit, Weeks{5}, Counting::excl, "reg 44(2)(c)"},
    {dispute, ClockId::ordered_reconsider, Bearer::authority, ClockKind::limit, Weeks{2}, Counting::excl, "reg 44(2)(d)"},
    {dispute, ClockId::ordered_amend, Bearer::authority, ClockKind::limit, Weeks{5}, Counting::excl, "reg 44(2)(e)"},
    {dispute, ClockId::ordered_setting, Bearer::authority, ClockKind::limit, Weeks{2}, Counting::excl, "reg 44(2)(f)"},
};

}  // namespace

TEST_CASE("every clock has the bearer, period and counting rule of its provision", "[law]") {
    for (const auto& p : provisions) {
        INFO(p.because);
        const auto rule = std::ranges::find_if(law::clocks, [&](const ClockRule& r) { return r.id == p.clock && r.procedure == p.procedure; });
        REQUIRE(rule != law::clocks.end());
        CHECK(rule->bearer == p.bearer);
        CHECK(rule->kind == p.kind);
        CHECK(rule->period.value == p.period);
        CHECK(rule->counting.value == p.counting);
    }
}

TEST_CASE("no clock of the engine is missing from that list", "[law]") {
    for (const auto& rule : law::clocks) {
        if (rule.method != Method::counted || rule.id == ClockId::ordered_plan) continue;
        INFO(hyphen_token(rule.id));
        CHECK(std::ranges::any_of(provisions, [&](const Provision& p) { return p.clock == rule.id && p.procedure == rule.procedure; }));
    }
    for (const ClockId id : all<ClockId>()) {
        INFO(hyphen_token(id));
        CHECK(std::ranges::find(law::clocks, id, &ClockRule::id) != law::clocks.end());
    }
}

TEST_CASE("an order to assess gives fourteen weeks to the plan, an order to make one eleven", "[law][reg44]") {
    for (const auto& rule : law::clocks) {
        if (rule.id != ClockId::ordered_plan) continue;
        const auto must = rule.starts.begin()->when;
        CHECK(rule.period.value == (must == When::must_assess ? Period(Weeks{14}) : Period(Weeks{11})));
    }
}

TEST_CASE("only Tribunal limits roll or leave days out", "[law][rule12]") {
    for (const auto& rule : law::clocks) {
        INFO(hyphen_token(rule.id));
        CHECK((rule.roll.value == Roll::rule_12) == (rule.id == ClockId::appeal));
        CHECK((rule.calendar.value == Days::tribunal_days) == (rule.id == ClockId::appeal_response));
    }
}

TEST_CASE("every event but notes and corrections moves something, and every appealable decision opens a dispute", "[law]") {
    for (const EventType type : all<EventType>()) {
        if (type >= EventType::exemption_recorded) continue;
        INFO(token(type));
        CHECK(std::ranges::any_of(law::steps, [&](const Step& s) { return s.on == type && s.role != Role::follows; }));
        const bool opens = std::ranges::any_of(law::steps, [&](const Step& s) {
            return s.on == type && s.procedure == ProcedureKind::dispute && s.from.has(State::none);
        });
        CHECK(opens == is_appealable(type));
    }
}

TEST_CASE("every procedure but the dispute can be opened, and death ends each of them", "[law]") {
    for (const ProcedureKind kind : all<ProcedureKind>()) {
        INFO(token(kind));
        CHECK(std::ranges::any_of(law::steps, [&](const Step& s) { return s.procedure == kind && s.from.has(State::none); }));
        CHECK(std::ranges::any_of(law::steps, [&](const Step& s) { return s.procedure == kind && s.on == EventType::died && law::is_end(s.to); }));
    }
}

TEST_CASE("the coronavirus limb is in force for its span and spent outside it", "[law][covid]") {
    const auto& limb = rule_of(Limb::COVID);
    CHECK(limb.from == day_of(date::year{2020} / 5 / 1));
    CHECK(limb.to == day_of(date::year{2020} / 9 / 25));
}
