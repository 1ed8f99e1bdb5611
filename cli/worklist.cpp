// ehcp worklist: what is to be done and by when, of a caseworker, a team or everybody, for people and for spreadsheets.
#include <fmt/format.h>

#include "cli/print_report.hpp"
#include "core/exchange/worklist_report.hpp"
#include "core/store/readers.hpp"
#include "core/store/registers.hpp"

namespace ehcp::cli {
namespace {

struct Options {
    std::string team, caseworker, setting, clock, due_from, due_before, whose;
    bool overdue = false;
    std::shared_ptr<Printing> printing;
};

Result<casework::Worklist> asked_by(const Options& options) {
    casework::Worklist list{.team = options.team,
                            .caseworker = options.caseworker,
                            .setting = options.setting,
                            .overdue = options.overdue};
    if (!options.clock.empty()) {
        list.clock = from_hyphen_token<ClockId>(options.clock);
        if (!list.clock)
            return Error{Refusal::bad_value,
                         fmt::format("'{}' is not a time limit (--clock); 'ehcp law' lists them", options.clock), "--clock"};
    }
    const auto from = day_of_option(options.due_from, "--due-from");
    if (from.has_error()) return from.error();
    list.due_from = *from;
    const auto before = day_of_option(options.due_before, "--due-before");
    if (before.has_error()) return before.error();
    list.due_before = *before;
    if (options.whose == "ours") list.whose = store::Whose::ours;
    if (options.whose == "others") list.whose = store::Whose::others;
    return list;
}

/// A name that nobody has would give an empty list, which reads as if nothing were to be done.
Result<void> check_names(store::Reader& reader, const Options& options) {
    const auto teams = store::all_teams(reader);
    if (!options.team.empty() && std::ranges::find(teams, options.team, &store::Team::name) == teams.end())
        return Error{Refusal::not_found, fmt::format("no team '{}' is known; 'ehcp teams list' has them", options.team), "--team"};
    if (!options.caseworker.empty() && !store::find_caseworker(reader, options.caseworker))
        return Error{Refusal::not_found,
                     fmt::format("no caseworker '{}' is known; 'ehcp caseworkers list' has their codes", options.caseworker),
                     "--caseworker"};
    if (!options.setting.empty() && !store::find_setting(reader, options.setting))
        return Error{Refusal::not_found, fmt::format("no setting '{}' is known; 'ehcp settings list' has their URNs", options.setting),
                     "--setting"};
    return {};
}

std::string title_of(const Options& options) {
    std::string title = options.overdue ? "Overdue" : "Worklist";
    for (const auto* const part : {&options.team, &options.caseworker, &options.setting, &options.clock})
        if (!part->empty()) title += ", " + *part;
    return title;
}

void run(Context& context, const Options& options) {
    if (!can_print(context, *options.printing)) return;
    const auto list = asked_by(options);
    if (list.has_error()) return refuse(context, list.error());
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    readers.read([&](store::Reader& reader) {
        if (const auto known = check_names(reader, options); known.has_error()) return refuse(context, known.error());
        print(context, exchange::worklist_report(reader, {.title = title_of(options), .lists = {{{}, *list}}}, context.today),
              *options.printing);
    });
}

}  // namespace

void add_worklist(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("worklist", "What is to be done and by when, the earliest first; without names of children");
    command->add_option("--team", options->team, "Only of this team");
    command->add_option("--caseworker", options->caseworker, "Only of the caseworker with this code");
    command->add_option("--setting", options->setting, "Only of children at the setting with this URN");
    command->add_option("--clock", options->clock, "Only this time limit, as 'ehcp law' names it: decide-to-assess");
    command->add_option("--due-from", options->due_from, "Only what is due on this day or later");
    command->add_option("--due-before", options->due_before, "Only what is due before this day");
    command->add_option("--whose", options->whose, "ours, or others: what advisers, settings and families owe us (default: both)")
        ->check(CLI::IsMember({"ours", "others"}));
    command->add_flag("--overdue", options->overdue, "Only what is past its last day");
    options->printing = add_printing(*command);
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
