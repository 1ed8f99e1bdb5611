#pragma once
// SEN Support before a request: for each barrier to learning its cycles of assess, plan, do and review (SEND Code,
// chapter 6). A setting enters it once for a pupil and it goes with the request. Evidence, never a condition.

#include "core/casework/occasion.hpp"
#include "core/casework/search.hpp"
#include "core/store/school.hpp"

namespace ehcp::casework {

struct SupportCycle {
    std::optional<Day> from = {}, to = {};
    std::string assess = {}, plan = {}, done = {}, review = {}, provision = {}, outcome = {};
    friend bool operator==(const SupportCycle&, const SupportCycle&) = default;
};
struct Barrier {
    std::string barrier;
    std::vector<SupportCycle> cycles = {};
    friend bool operator==(const Barrier&, const Barrier&) = default;
};

/// As sen_support in intake.schema.json; what is empty is left out.
std::string json_of(std::span<const Barrier> barriers);
/// Reads back what was kept, here or through the interface; throws std::runtime_error for anything else.
std::vector<Barrier> barriers_in(std::string_view json);

/// A pupil's SEN Support as its setting writes it.
struct PupilSupport {
    std::string surname, forename;
    std::optional<Day> date_of_birth = {};
    std::string upn = {};
    std::vector<Barrier> barriers = {};
};
/// Every fault, with its place: "barriers[0].cycles[1].to".
std::vector<Error> faults_of(const PupilSupport& support, Day today);

/// Refuses the first fault.
Result<store::SupportRecord> add_support(store::Transaction& transaction, std::string_view setting,
                                         const PupilSupport& support, const Occasion& occasion);
/// Refuses also a record of another setting (not_found), and one that a colleague saved since (conflict).
Result<store::SupportRecord> save_support(store::Transaction& transaction, std::string_view setting, store::RecordId id,
                                          int seen_version, const PupilSupport& support, const Occasion& occasion);
Result<void> remove_support(store::Transaction& transaction, std::string_view setting, store::RecordId id,
                            int seen_version);

Result<store::SupportRecord> find_support(store::Reader& reader, std::string_view setting, store::RecordId id);
/// In the order of names.
Result<Page<store::SupportRecord>> supports_of(store::Reader& reader, std::string_view setting, std::string_view cursor,
                                               int limit);

}  // namespace ehcp::casework
