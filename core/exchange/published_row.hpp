#pragma once
// What was published about one place in one year, figure by figure beside its region and England; and places found by
// what a person types: a code, a name, or the beginning of one.

#include "core/exchange/published_figures.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::exchange {

/// By code or name ("E06000023", "bristol", "Bristol, City of"). Refuses (not_found) what fits none or several, with
/// those that come nearest.
Result<Place> find_place(const PublishedFigures& figures, std::string_view typed);

/// A table `figures`: a row for each figure, with its own name as the Department has it. Refuses (not_found) a year of
/// which nothing is held.
Result<reporting::Report> published_row(const PublishedFigures& figures, const Place& place, int year);

}  // namespace ehcp::exchange
