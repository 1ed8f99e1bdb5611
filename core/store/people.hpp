#pragma once
// People and case files: the rows that name a child, found again by UPN, by name and birth, by reference.

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

/// What a name is looked up by: lower case, without accents, spaces, hyphens and apostrophes. "O’Brien-Ó Sé" is
/// "obrienose".
std::string folded(std::string_view name);

PersonId insert_person(Transaction& transaction, const Person& person);
/// The row of `person.id`, in place of what it said.
void update_person(Transaction& transaction, const Person& person);
void insert_contact(Transaction& transaction, PersonId person, const Contact& contact);
Person load_person(Reader& reader, PersonId id);
std::vector<Contact> load_contacts(Reader& reader, PersonId id);

/// By reference ("EHC-2026-000123"); refuses (not_found) one that there is not.
Result<CaseFile> find_case(Reader& reader, std::string_view reference);
CaseFile load_case(Reader& reader, CaseId id);

struct Duplicate {
    CaseId id;
    std::string reference;
    WhyLinked why{};
    bool assessment_open = false;
};
/// Cases that may be of the same child: the same UPN, or the same name and date of birth.
std::vector<Duplicate> possible_duplicates(Reader& reader, const Person& person);
/// Both ways; once is enough.
void link_cases(Transaction& transaction, CaseId one, CaseId other, WhyLinked why, Instant at);
std::vector<CaseLink> links_of(Reader& reader, CaseId id);

struct Assignment {
    Instant at;
    Actor actor;
    std::string caseworker, team;
};
/// Sets caseworker and team of the case and keeps the change in the history.
void assign_case(Transaction& transaction, CaseFile& file, const Assignment& assignment);
std::vector<Assignment> assignments_of(Reader& reader, CaseId id);

/// The setting's graduated approach as it came with the request: JSON, shown and reported, never read by the engine.
void keep_graduated_approach(Transaction& transaction, CaseId id, std::string_view json);
std::string graduated_approach_of(Reader& reader, CaseId id);

}  // namespace ehcp::store
