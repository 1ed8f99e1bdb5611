#pragma once
// What the national register (Get Information About Schools) says of a setting, beside our own row of it: numbers,
// type, authority, special provision, whether and when it closed. Words are the register's own.

#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

struct RegisteredSetting {
    std::string urn = {};     ///< six digits; names the row of `setting`, which must be there
    std::string ukprn = {};   ///< eight digits; empty where it has none
    std::string type = {};    ///< "Community special school"
    std::string status = {};  ///< "Open", "Closed", "Open, but proposed to close"
    std::optional<Day> closed_on = {};
    std::string la = {};        ///< the authority's three digits, as in the SEN2 return; empty where not given
    std::string postcode = {};  ///< empty where not given
    bool resourced_provision = false, sen_unit = false;
    Instant learned_at{};
    friend bool operator==(const RegisteredSetting&, const RegisteredSetting&) = default;
};

/// Writes a new row or changes the one of that URN.
void put(Transaction& transaction, const RegisteredSetting& setting);
std::optional<RegisteredSetting> find_registered(Reader& reader, std::string_view urn);
/// Of several with one UKPRN (a school and the one it became), an open one, else the one that closed last.
std::optional<RegisteredSetting> find_registered_by_ukprn(Reader& reader, std::string_view ukprn);
/// By URN.
std::vector<RegisteredSetting> all_registered(Reader& reader);

}  // namespace ehcp::store
