#pragma once
// How timely our own record says we are beside what the Department published: of our authority, its region, England and
// whichever other authorities were chosen, year by year, with and without exempt cases.

#include "core/exchange/published_figures.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::exchange {

struct Compared {
    std::string authority = {};            ///< our own code; empty: none is set
    std::vector<std::string> others = {};  ///< codes; one that is not known is left out and named in the notes
};

/// Tables `without_exempt`, `with_exempt` (plans within 20 weeks) and `six_weeks` (decisions on requests): a row a
/// year, a column a place, shares in hundredths. `by_year`: timeliness split by year, of our record; null when none is
/// kept.
reporting::Report comparison(const PublishedFigures& figures, const Compared& compared,
                             const reporting::Report* by_year, Day as_of);

}  // namespace ehcp::exchange
