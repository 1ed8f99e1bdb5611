#pragma once
// The figures of breaches by whatever they are told apart, each figure leading to the cases behind it.

#include "service/web/links.hpp"
#include "service/web/manager/figures.hpp"
#include "service/web/manager/night_page.hpp"

namespace ehcp::web {

/// How many groups the page of the night shows; the rest is a page and a file away.
inline constexpr std::size_t groups_shown = 10;
inline constexpr std::size_t groups_of_a_page = 200;

/// By time limit, in the order of the law.
FiguresTable breaches_by_clock(const reporting::Report& report);
/// The groups with most overdue first, at most `most`.
FiguresTable breaches_by(reporting::By by, const reporting::Report& report, const Names& names, std::size_t most);

/// The list behind a figure of the night, with whose it is.
std::string list_path(std::string_view seen, Parameters whose, std::string_view exempt = {});
std::string due_path(int working_days, Parameters whose);

}  // namespace ehcp::web
