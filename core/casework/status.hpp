#pragma once
// What a school, or a family, may see of a case: the stage, the dates that matter to it, what comes next and what is
// asked of it. No other setting's business and no names.

#include "core/casework/case_file.hpp"

namespace ehcp::casework {

struct Dated {
    std::string what;
    std::optional<Day> on;
};
struct Status {
    std::string reference;
    std::string stage;  ///< the state of the latest assessment, or of what now runs: "requested", "plan: maintained"
    Day received_on{};
    std::optional<Dated> next;     ///< what the authority must do next, and by when
    std::vector<Dated> key_dates;  ///< what has happened, and the dates still to come
    std::vector<Dated> asked_of_you;
    struct Late {
        int days;
        std::string why;
        ClockId clock{};  ///< the limit that is longest over, and the reasons in the words of the law's lists
        Day due_on{};
        std::optional<Limb> limb = {};
        std::vector<Adviser> awaited = {};
    };
    std::optional<Late> late;
};
/// `setting`: for whom; what is asked of others is left out. Empty: what is asked of nobody is shown.
Status status_of(const OpenCase& opened, std::string_view setting, Day today);

/// Whether a setting has to do with a case: it asked for it, was asked for advice, or was consulted about a place.
bool concerns(const OpenCase& opened, std::string_view setting);

}  // namespace ehcp::casework
