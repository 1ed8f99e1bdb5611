#pragma once
// The invented authority around the cases: schools with their holidays, advisers' bodies, teams and caseworkers, as many as a
// caseload of that size needs. Events refer to its names, so it must outlive them, and does not change once made.

#include <array>
#include <span>
#include <vector>

#include "core/exchange/random.hpp"
#include "core/exchange/school_year.hpp"
#include "core/store/values.hpp"

namespace ehcp {
EHCP_TOKENS(Phase, nursery, primary, secondary, special, post_16);
}

namespace ehcp::exchange {

inline constexpr int first_invented_urn = 900001;

struct Size {
    int requests;    ///< a year
    int maintained;  ///< plans
};

class InventedAuthority {
public:
    /// Holidays are known for the calendar years that [from, to] touches.
    InventedAuthority(Random& random, Size size, Day from, Day to);

    const std::vector<store::Setting>& settings() const { return settings_; }
    const std::vector<store::SettingClosure>& closures() const { return closures_; }
    const std::vector<store::AdviserBody>& bodies() const { return bodies_; }
    const std::vector<store::Team>& teams() const { return teams_; }
    /// Those who have left come last, after `working()` who have not.
    const std::vector<store::Caseworker>& caseworkers() const { return caseworkers_; }
    std::size_t working() const { return working_; }

    std::size_t draw_setting(Random& random, int age) const;
    Phase phase_of(std::size_t setting) const { return phases_[setting]; }
    /// The long holiday around which asking that setting for advice excuses the authority, if `asked_on` lies in its window.
    std::optional<Holiday> excusing_holiday(std::size_t setting, Day asked_on) const;
    /// A Christmas closing: too short to excuse anyone, and claimed all the same.
    std::optional<Holiday> christmas_within(std::size_t setting, Day from, Day to) const;
    std::string_view body_of(Random& random, Adviser adviser) const;

private:
    void add_settings(Random& random, int count);
    void add_people(Random& random, int caseworkers, Day from, Day to);

    std::vector<store::Setting> settings_;
    std::vector<Phase> phases_;
    std::array<std::vector<std::size_t>, count_of<Phase>> by_phase_;
    std::vector<store::SettingClosure> closures_;
    std::vector<store::AdviserBody> bodies_;
    std::vector<store::Team> teams_;
    std::vector<store::Caseworker> caseworkers_;
    std::size_t working_ = 0;
    Day from_, to_;
};

}  // namespace ehcp::exchange
