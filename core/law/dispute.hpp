#pragma once
// Mediation, appeal and what the Tribunal's order makes the authority do: regs 32–45; HESC Rules 2008, rules 12, 20, 21;
// SI 2017/1306. One dispute for each appealable decision.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto dispute_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto dispute = ProcedureKind::dispute;
    constexpr States before_appeal = {open, mediating};
    constexpr States in_appeal = {appealed, opposed};
    constexpr States live = {open, mediating, appealed, opposed};
    constexpr std::string_view right = "CFA 2014, s.51(2)";
    return std::to_array<Step>({
        {dispute, none, assessment_refused, open, right, Role::follows},
        {dispute, none, plan_refused, open, right, Role::follows},
        {dispute, none, plan_finalised, open, right, Role::follows},
        {dispute, none, review_decided, open, right, Role::follows, When::decided_without_amendment},
        {dispute, none, amended_plan_finalised, open, right, Role::follows},
        {dispute, none, amendment_dropped, open, right, Role::follows},
        {dispute, none, reassessment_refused, open, right, Role::follows},
        {dispute, none, reassessed_plan_finalised, open, right, Role::follows},
        {dispute, none, cessation_decided, open, right, Role::follows},
        {dispute, open, mediation_requested, mediating, "CFA 2014, s.52; reg 33"},
        {dispute, in_appeal, mediation_requested, stays, "CFA 2014, s.52; reg 33"},
        {dispute, before_appeal, mediation_declined, stays, "CFA 2014, s.55(4); reg 34"},
        {dispute, live, mediation_held, stays, "regs 36–38"},
        {dispute, live, mediation_cannot_be_arranged, stays, "reg 39"},
        {dispute, live, certificate_issued, stays, "CFA 2014, s.55(4)–(5); regs 34 and 39"},
        {dispute, live, mediation_agreed, ended, "reg 42"},
        {dispute, ended, agreement_kept, stays, "reg 42", Role::takes, When::agreement_made},
        {dispute, before_appeal, appeal_registered, appealed, "HESC Rules 2008, rule 20"},
        {dispute, appealed, response_filed, opposed, "HESC Rules 2008, rule 21"},
        {dispute, appealed, appeal_conceded, ended, "reg 45"},
        {dispute, opposed, appeal_conceded, stays, "R (W) v Hertfordshire [2023] EWHC 3138"},
        {dispute, in_appeal, order_made, ended, "CFA 2014, s.51; reg 43"},
        {dispute, in_appeal, appeal_withdrawn, ended, "HESC Rules 2008, rule 17"},
        {dispute, in_appeal, recommendation_made, stays, "SI 2017/1306"},
        {dispute, ended, recommendation_made, stays, "SI 2017/1306", Role::takes, When::was_appealed},
        {dispute, {appealed, opposed, ended}, recommendation_answered, stays, "SI 2017/1306", Role::takes, When::recommendation_pending},
        {dispute, live, died, ended, "the child or young person has died", Role::each},
    });
}();

/// rule 20(1)(c): or this long after the mediation certificate, if that is later.
inline constexpr Months appeal_after_certificate{1};

/// Every decision that a family may appeal, on the day its notice was sent.
inline constexpr Causes notices_of_decision = [] {
    using enum EventType;
    constexpr auto always = When::always;
    constexpr auto notice = DateOf::notice;
    return Causes{{assessment_refused, always, notice},   {plan_refused, always, notice},
                  {plan_finalised, always, notice},       {review_decided, When::decided_without_amendment, notice},
                  {amended_plan_finalised, always, notice}, {amendment_dropped, always, notice},
                  {reassessment_refused, always, notice}, {reassessed_plan_finalised, always, notice},
                  {cessation_decided, always, notice}};
}();

inline constexpr auto mediation_and_appeal_clocks = [] {
    using enum EventType;
    constexpr auto dispute = ProcedureKind::dispute;
    return std::to_array<ClockRule>({
        {.id = ClockId::mediation_contact, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::family,
         .starts = notices_of_decision,
         .period = Months{2}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{mediation_requested}, {mediation_declined}}, .stopped_by = {{appeal_registered}},
         .provision = "SEND Regulations 2014, reg 33", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::mediation_certificate, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::adviser,
         .starts = {{mediation_declined}, {mediation_held}, {mediation_cannot_be_arranged}},
         .period = WorkingDays{3}, .counting = Counting::excl, .calendar = Days::working_days, .roll = Roll::none,
         .satisfied_by = {{certificate_issued}},
         .provision = "SEND Regulations 2014, regs 34, 39", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::mediation_arrange, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{mediation_requested}},
         .period = CalendarDays{30}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{mediation_held}},
         .provision = "SEND Regulations 2014, regs 36–38", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::mediation_agreement, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{mediation_agreed, When::issue_is_other_or_date_agreed}},
         .period = Weeks{2}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .method = Method::agreement, .satisfied_by = {{agreement_kept}}, .outlives = true,
         .provision = "SEND Regulations 2014, reg 42", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::appeal, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::family,
         .starts = notices_of_decision,
         .period = Months{2}, .counting = Counting::excl, .calendar = Days::working_days, .roll = Roll::rule_12,
         .method = Method::appeal, .satisfied_by = {{appeal_registered}}, .renewed_by = {{certificate_issued}},
         .provision = "HESC Rules 2008, rules 20, 12", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::appeal_response, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{appeal_registered, When::always, DateOf::received}},
         .period = WorkingDays{30}, .counting = Counting::excl, .calendar = Days::tribunal_days, .roll = Roll::none,
         .satisfied_by = {{response_filed}, {appeal_conceded}},
         .provision = "HESC Rules 2008, rule 21", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::recommendation_reply, .procedure = dispute, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{recommendation_made}},
         .period = Weeks{5}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{recommendation_answered}}, .outlives = true,
         .provision = "SI 2017/1306", .confidence = Confidence::V2, .from = regulations_from},
    });
}();

/// An order, an unopposed appeal and a mediation agreement start the same limits; they differ in provision and in the day
/// from which the law had them. One rule is written for an order and becomes three rows.
inline constexpr auto ordered_clocks = [] {
    using enum EventType;
    struct Ordered {
        ClockRule after_order;
        std::string_view unopposed, agreed;
        Confidence unopposed_confidence;
    };
    constexpr auto row = [](ClockId id, When must, Weeks period, Causes satisfied_by, Causes stopped_by, bool directed,
                            std::string_view provision, Confidence confidence) {
        return ClockRule{.id = id, .procedure = ProcedureKind::dispute, .kind = ClockKind::limit, .bearer = Bearer::authority,
                         .starts = {{order_made, must}},
                         .period = period, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
                         .satisfied_by = satisfied_by, .stopped_by = stopped_by,
                         .limbs = {Limb::Ex1, Limb::Ex2, Limb::Ex3, Limb::E10a, Limb::E10b, Limb::E10c, Limb::E10d},
                         .outlives = true, .directed = directed,
                         .provision = provision, .confidence = confidence, .from = regulations_from};
    };
    // The withdrawal or the move ends only the limits about the assessment that it ends.
    constexpr Cause withdrawal = {withdrawn, When::of_this_assessment};
    constexpr Cause move = {moved_away, When::of_this_assessment};
    constexpr auto V2 = Confidence::V2;
    constexpr auto V = Confidence::V;
    constexpr auto M = Confidence::M;
    constexpr auto rows = std::to_array<Ordered>({
        {row(ClockId::ordered_notify, When::must_assess, Weeks{2}, {{assessment_agreed}, {reassessment_agreed}}, {withdrawal, move}, false,
             "SEND Regulations 2014, reg 44(2)(b)", V2),
         "SEND Regulations 2014, reg 45(3)", "SEND Regulations 2014, reg 42 with reg 44(2)(b)", V},
        {row(ClockId::ordered_refuse_plan, When::must_assess, Weeks{10}, {{plan_refused}}, {{draft_sent}, withdrawal, move}, false,
             "SEND Regulations 2014, reg 44(2)(b)", V2),
         "SEND Regulations 2014, reg 45(3A)(a)", "SEND Regulations 2014, reg 42 with reg 44(2)(b)", V},
        {row(ClockId::ordered_draft, When::must_make_plan, Weeks{5}, {{draft_sent}}, {{plan_refused}, withdrawal, move}, false,
             "SEND Regulations 2014, reg 44(2)(c)", V2),
         "SEND Regulations 2014, reg 45", "SEND Regulations 2014, reg 42 with reg 44(2)(c)", V2},
        {row(ClockId::ordered_plan, When::must_assess, Weeks{14}, {{plan_finalised, When::always, DateOf::last_copy}, {reassessed_plan_finalised}},
             {{plan_refused}, withdrawal, move}, true, "SEND Regulations 2014, reg 44(2)(b)", V2),
         "SEND Regulations 2014, reg 45(3A)(b)", "SEND Regulations 2014, reg 42 with reg 44(2)(b)", V},
        {row(ClockId::ordered_plan, When::must_make_plan, Weeks{11}, {{plan_finalised, When::always, DateOf::last_copy}, {reassessed_plan_finalised}},
             {{plan_refused}, withdrawal, move}, true, "SEND Regulations 2014, reg 44(2)(c)", V2),
         "SEND Regulations 2014, reg 45", "SEND Regulations 2014, reg 42 with reg 44(2)(c)", V},
        {row(ClockId::ordered_reconsider, When::must_reconsider, Weeks{2}, {{draft_sent}, {plan_refused}}, {withdrawal, move}, true,
             "SEND Regulations 2014, reg 44(2)(d)", M),
         "SEND Regulations 2014, reg 45", "SEND Regulations 2014, reg 42 with reg 44(2)(d)", M},
        {row(ClockId::ordered_amend, When::must_amend, Weeks{5}, {{amended_plan_finalised}}, {withdrawal, move}, true,
             "SEND Regulations 2014, reg 44(2)(e), (h)", V2),
         "SEND Regulations 2014, reg 45(4)", "SEND Regulations 2014, reg 42 with reg 44(2)(e), (h)", V},
        {row(ClockId::ordered_setting, When::must_name_setting, Weeks{2}, {{amended_plan_finalised}}, {withdrawal, move}, true,
             "SEND Regulations 2014, reg 44(2)(f)", V2),
         "SEND Regulations 2014, reg 45", "SEND Regulations 2014, reg 42 with reg 44(2)(f)", V2},
    });
    const auto after = [](ClockRule rule, EventType cause, std::string_view provision, Confidence confidence, Day from) {
        rule.starts = {{cause, rule.starts.begin()->when}};
        rule.provision = provision;
        rule.confidence = confidence;
        rule.from = from;
        return rule;
    };
    const auto three = [after](const Ordered& o) {
        return std::array{o.after_order, after(o.after_order, appeal_conceded, o.unopposed, o.unopposed_confidence, unopposed_appeals_from),
                          after(o.after_order, mediation_agreed, o.agreed, o.after_order.confidence, regulations_from)};
    };
    return std::array{three(rows[0]), three(rows[1]), three(rows[2]), three(rows[3]), three(rows[4]), three(rows[5]), three(rows[6]), three(rows[7])};
}();

}  // namespace ehcp::law
