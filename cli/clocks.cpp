// ehcp clocks: one case as JSON in, its procedures and clocks out. The public calculation contract; needs no record.
#include <fmt/format.h>

#include <fstream>

#include "cli/commands.hpp"
#include "core/engine/fold.hpp"
#include "core/json/case_json.hpp"

namespace ehcp::cli {
namespace {

Result<std::string> read_input(const std::string& file, std::istream& in) {
    if (file == "-") return std::string(std::istreambuf_iterator<char>(in), {});
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Error{Refusal::bad_json, fmt::format("cannot read the file '{}'; give its path, or - for standard input", file), "FILE"};
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string when(const ClockRun& clock, const Standing& s) {
    const auto count = [](int n, std::string_view what) { return fmt::format("{} day{} {}", n, n == 1 ? "" : "s", what); };
    if (s.days_late > 0) return count(s.days_late, "late");
    if (s.days_left) return count(*s.days_left, "left");
    if (clock.satisfied_on) return text_of(*clock.satisfied_on);
    if (s.stopped_on) return text_of(*s.stopped_on);
    return "";
}

std::string name_of(const ClockRun& clock) {
    std::string name(hyphen_token(clock.rule->id));
    if (const auto adviser = clock.adviser()) name += fmt::format(" {}", token(*adviser));
    if (!clock.setting().empty()) name += fmt::format(" {}", clock.setting());
    return name;
}

void print_table(std::ostream& out, const CaseView& view, const WorkingCalendar& calendar, Day as_of) {
    out << fmt::format("As of {}, by {}, calendar {}\n", long_text_of(as_of), law::rules_version, calendar.version());
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        const auto& p = view.procedures[i];
        out << fmt::format("\n{} · {} · opened {}", token(p.kind), token(state_on(p, as_of)), text_of(p.opened_on));
        if (const auto ended = ended_on(p, as_of)) out << fmt::format(" · ended {}", text_of(*ended));
        out << '\n';
        for (const auto& c : view.clocks) {
            if (c.procedure != static_cast<int>(i)) continue;
            const auto s = standing_of(view, c, as_of);
            out << fmt::format("  {:<32} {:<10}  {:<8} {:<14} {}\n", name_of(c), c.due_on ? text_of(*c.due_on) : "no date", token(s.status), when(c, s),
                               s.exempt ? "exempt" : "");
            out << fmt::format("      {} · {} ({})\n", working_of(c, calendar), c.rule->provision, token(c.rule->confidence));
            if (c.exemption >= 0 && !s.exempt)
                out << fmt::format("      exemption claimed, not valid: {}\n", text_of(view.exemptions[static_cast<std::size_t>(c.exemption)].why_not));
        }
    }
    bool first = true;
    for (const auto& problem : view.problems) {
        if (!problem.stands(as_of)) continue;
        if (std::exchange(first, false)) out << "\nProblems\n";
        out << fmt::format("  event {}: {} ({})\n      {}\n", problem.event, hyphen_token(problem.code), rule_of(problem.code).provision, message_of(view, problem));
    }
}

void run(Context& context, const std::string& file, const std::string& format) {
    const bool table = format == "table" || (format.empty() && context.out_is_terminal);
    const auto refuse_as_json = [&](const Error& error) {
        if (table) return refuse(context, error);
        context.out << boost::json::serialize(error_json(error)) << '\n';
        context.exit_status = 2;
    };
    const auto text = read_input(file, context.in);
    if (text.has_error()) return refuse_as_json(text.error());
    Arena arena;
    const auto input = read_case(*text, context.today, arena);
    if (input.has_error()) return refuse_as_json(input.error());
    const auto working_days = calendar();
    Fold fold(working_days);
    CaseView view;
    if (const auto folded = fold(input->events, input->closures, input->as_of, view); folded.has_error()) return refuse_as_json(folded.error());
    if (table) print_table(context.out, view, working_days, input->as_of);
    else context.out << boost::json::serialize(case_json(view, working_days, input->as_of)) << '\n';
}

}  // namespace

void add_clocks(CLI::App& app, Context& context) {
    struct Options {
        std::string file, format;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("clocks", "The procedures and clocks of one case, from its events as JSON");
    command->add_option("FILE", options->file, "The case, or - for standard input")->required();
    command->add_option("--format", options->format, "json (the default when piped) or table")->check(CLI::IsMember({"json", "table"}));
    command->callback([options, &context] { run(context, options->file, options->format); });
}

}  // namespace ehcp::cli
