#include "service/web/help/glossary.hpp"

#include <array>

namespace ehcp::web {

std::span<const Term> glossary() {
    static constexpr auto terms = std::to_array<Term>({
        {"advice", "Advice",
         "What somebody who knows the child or young person, or has assessed them, tells the authority for an "
         "assessment: about their needs, the outcomes to aim for and the provision that would help (reg 6)."},
        {"annual-review", "Annual review",
         "The authority looks at a plan again at least every 12 months, after a meeting with the family and those who "
         "work with the child, and decides to keep, change or cease it (CFA 2014, s.44)."},
        {"authority", "Authority",
         "The council that is responsible for the child or young person: in the law, the local authority."},
        {"barrier", "Barrier to learning", "What stands in the way of a pupil’s learning. SEN Support begins with it."},
        {"case", "Case",
         "One child’s or young person’s file with the authority. What happened to it is only ever added to."},
        {"certificate", "Mediation certificate",
         "Says that the family has spoken with a mediation adviser. Most appeals need one, whether or not there is "
         "mediation."},
        {"commissioning-body", "Commissioning body",
         "Who arranges and pays for health care provision."},
        {"convenor", "Convenor",
         "Whoever calls the review meeting: the school or other setting if the authority asks it to, else the "
         "authority."},
        {"draft-plan", "Draft plan",
         "The plan before it is final. It names no school or other setting. The family has time to say "
         "what it thinks, which the law sets (reg 13)."},
        {"ehc-needs-assessment", "EHC needs assessment",
         "The authority finds out what a child’s or young person’s educational, health and care needs are, and what "
         "provision they require (CFA 2014, s.36)."},
        {"ehc-plan", "EHC plan",
         "Education, health and care plan: sets out the needs, the outcomes and the provision, and names the school or "
         "other setting (CFA 2014, s.37(1))."},
        {"exemption", "Exemption",
         "A reason for which the law does not hold the authority or an adviser to a limit. The date does not move; the "
         "limit does not apply."},
        {"local-offer", "Local Offer",
         "What the authority publishes about the provision that it expects to be available."},
        {"mediation", "Mediation",
         "A meeting with somebody independent to settle a disagreement about a decision (CFA 2014, s.52)."},
        {"phase-transfer", "Phase transfer",
         "A move from one phase of education to the next, as from primary to secondary school. The plan is reviewed "
         "and amended before it (reg 18)."},
        {"placement-consultation", "Placement consultation",
         "The authority asks a school or other setting whether it could meet the needs, before it names it in a plan "
         "(CFA 2014, s.39(2))."},
        {"re-assessment", "Re-assessment", "A new assessment of somebody who has a plan (CFA 2014, s.44(2))."},
        {"review", "Review", "See annual review."},
        {"sen-support", "SEN Support",
         "What a school or other setting does for a pupil who has special educational needs, without a plan: assess, "
         "plan, do, review, again and again (SEND Code, chapter 6)."},
        {"senco", "SENCO", "The teacher who is responsible for special educational needs in a school."},
        {"sendiass", "SENDIASS",
         "The service that gives families free and impartial information, advice and support about special educational "
         "needs and disabilities."},
        {"setting", "School or other setting",
         "Where the child or young person is educated: a nursery, school, college or other institution."},
        {"tribunal", "Tribunal",
         "The First-tier Tribunal (Special Educational Needs and Disability), which hears appeals (CFA 2014, s.51)."},
        {"working-day", "Working day",
         "Monday to Friday, except Christmas Day, Good Friday and bank holidays in England and Wales."},
        {"young-person", "Young person",
         "Somebody over compulsory school age, to whom the rights of a parent have passed."},
    });
    return terms;
}

}  // namespace ehcp::web
