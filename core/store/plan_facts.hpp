#pragma once
// What is known of a child and a plan beside what happened: needs, placements, personal budget. The SEN2 return asks for
// it; the engine never reads it.

#include <memory>

#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp {
/// What section I of the plan names, and where the child or young person really is.
EHCP_TOKENS(PlacementPart, named, attended);
}  // namespace ehcp

namespace ehcp::store {

/// One of URN, UKPRN or a type. Flags are empty where nobody said.
struct Placement {
    PlacementPart part{};
    int rank = 1;  ///< 1: primary
    std::string urn = {}, ukprn = {}, setting_type = {}, setting_other = {};
    std::optional<bool> sen_unit = {}, resourced = {};
    std::optional<Day> entered_on = {}, left_on = {};
    std::string residential = {}, work_based = {};  ///< SEN2's codes
    friend bool operator==(const Placement&, const Placement&) = default;
};

struct Need {
    int rank = 1;      ///< 1: primary
    std::string code;  ///< SEN2's
    friend bool operator==(const Need&, const Need&) = default;
};

struct PlanDetails {
    bool youth_accommodation = false;
    std::string exported_to = {}, residential = {}, work_based = {};
    bool personal_budget = false;
    std::string organised_arrangements = {}, direct_payments = {};  ///< "0", "1"; E, H, S, I
    friend bool operator==(const PlanDetails&, const PlanDetails&) = default;
};

/// An item of a year's return as it was stated there.
struct StatedItem {
    int year = 0;
    std::string item, value;
    friend bool operator==(const StatedItem&, const StatedItem&) = default;
};

struct PlanFacts {
    PlanDetails details = {};
    std::vector<Need> needs = {};            ///< by rank
    std::vector<Placement> placements = {};  ///< named first, each part in the order in which it was kept
    std::vector<StatedItem> stated = {};     ///< by year and item
    friend bool operator==(const PlanFacts&, const PlanFacts&) = default;
};

/// Of a case that has none yet.
void insert_plan_facts(Transaction& transaction, CaseId id, const PlanFacts& facts);
/// In place of what there was.
void keep_plan_facts(Transaction& transaction, CaseId id, const PlanFacts& facts);
PlanFacts load_plan_facts(Reader& reader, CaseId id);

/// Why there is neither a UPN nor a ULN; empty where nobody said.
void keep_why_no_upn(Transaction& transaction, PersonId id, std::string_view code);
std::string why_no_upn(Reader& reader, PersonId id);

/// A person in full, with what is kept of one of their cases.
struct PersonAndFacts {
    Person person;
    std::string no_upn_because;
    PlanFacts facts;
};

/// The people and facts of a range of cases, read in the order of their numbers beside a scan of their logs. One at a
/// time on a connection.
class FactsScan {
public:
    FactsScan(Reader& reader, CaseId first, CaseId last);
    ~FactsScan();
    /// Of a case of the range; each at most once, in order. Lent until the next call.
    const PersonAndFacts& of(CaseId id);

private:
    struct Queries;
    std::unique_ptr<Queries> queries_;
};

/// Cases of people who have more than one, all of one person together, in order.
std::vector<std::pair<PersonId, CaseId>> cases_of_shared_people(Reader& reader);

}  // namespace ehcp::store
