#pragma once
// What the record holds, as values. People stand apart from what happened to their case: nothing here but `Person` and
// `Contact` may hold personal data, and no event body does.

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/law/vocabulary.hpp"
#include "core/store/chain.hpp"
#include "core/time/day.hpp"

namespace ehcp {

/// Why two files may be of one child.
EHCP_TOKENS(WhyLinked, same_upn, same_name_and_date_of_birth);
/// What a setting has to do with a case, and so why its school may see how the case stands.
EHCP_TOKENS(SettingRole, requester, advice, placement);

}  // namespace ehcp

namespace ehcp::store {

/// A number that names one thing: compared, hashed, printed, never reckoned with.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    friend constexpr auto operator<=>(Id, Id) = default;
};
using CaseId = Id<struct CaseTag>;
using PersonId = Id<struct PersonTag>;

/// Who acts, frozen into every entry: the name and the role they had on the day.
struct Actor {
    std::string by;
    std::string as;
};

struct Person {
    PersonId id = {};
    std::string surname = {}, forename = {};
    Day date_of_birth{};
    std::string sex = {}, ethnicity = {}, upn = {}, uln = {}, postcode = {};  ///< empty where not known
};

struct Contact {
    std::string name, relation, email, telephone, address;
};

/// A case as the desk holds it; what happened to it is in its log.
struct CaseFile {
    CaseId id = {};
    std::string reference = {};  ///< "EHC-2026-000123"
    PersonId person = {};
    std::string setting = {}, caseworker = {}, team = {}, primary_need = {};  ///< empty where there is none
    int last_seq = -1;  ///< number of the last event: the ETag of the case
    Hash head{};        ///< its hash
};

/// A school or other setting. `phase` is free of our vocabulary: it is what the register says.
struct Setting {
    std::string urn, name, phase;
};

struct SettingClosure {
    std::string setting;
    Day closed_from{}, reopens{};
    std::string source;  ///< who says so
    Instant learned_at{};
};

/// A body that gives advice: a health trust, a psychology service.
struct AdviserBody {
    std::string name;
    Adviser kind{};
};

struct Team {
    std::string name;
};
struct Caseworker {
    std::string code, name, team;  ///< `code` is what cases and filters say: "a.khan"
    std::optional<Day> left_on = {};
};

struct CaseLink {
    CaseId other;
    std::string reference;  ///< of the other
    WhyLinked why{};
};

}  // namespace ehcp::store

template <class Tag>
struct std::hash<ehcp::store::Id<Tag>> {
    std::size_t operator()(ehcp::store::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.value); }
};
