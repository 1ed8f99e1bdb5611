// ehcp settings, closures, teams, caseworkers, bodies: what the authority knows beside its cases.
#include <fmt/format.h>

#include "cli/record.hpp"
#include "core/casework/learnt_dates.hpp"
#include "core/casework/record.hpp"
#include "core/reporting/render.hpp"
#include "core/store/registers.hpp"

namespace ehcp::cli {
namespace {

void print_rows(Context& context, const std::vector<std::vector<std::string>>& rows) {
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], i == 0 ? 12 : 36);
        line.erase(line.find_last_not_of(' ') + 1);
        context.out << line << '\n';
    }
}

void print_csv(Context& context, const std::vector<std::string>& columns,
               const std::vector<std::vector<std::string>>& rows) {
    std::vector<reporting::Column> headings;
    for (const auto& column : columns) headings.push_back({column, column, reporting::Column::Type::text});
    reporting::Table table("register", "Register", std::move(headings));
    for (const auto& row : rows)
        for (const auto& cell : row) table.add(cell);
    reporting::render_csv(table, context.out);
}

/// One register: `list` prints its rows under their names, `add` puts one.
struct Register {
    const char* name;
    const char* what;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> (*rows)(store::Reader&);
    Result<void> (*put)(store::Transaction&, const Context&, const std::vector<std::string>&);
};

Result<Day> day_of_option(const std::string& text, const char* option) {
    if (const auto day = day_from(text)) return *day;
    return Error{Refusal::bad_date, fmt::format("'{}' is not a date; write it as 2026-02-28", text), option};
}

const Register registers[] = {
    {"settings", "Schools and other settings", {"urn", "name", "phase"},
     [](store::Reader& reader) {
         std::vector<std::vector<std::string>> rows;
         for (const auto& s : store::all_settings(reader)) rows.push_back({s.urn, s.name, s.phase});
         return rows;
     },
     [](store::Transaction& transaction, const Context&, const std::vector<std::string>& v) -> Result<void> {
         store::put(transaction, store::Setting{v[0], v[1], v[2]});
         return {};
     }},
    {"closures", "Closures of settings: the first day closed, the day it reopens", {"setting", "closed_from", "reopens", "source"},
     [](store::Reader& reader) {
         std::vector<std::vector<std::string>> rows;
         for (const auto& c : store::all_closures(reader)) rows.push_back({c.setting, text_of(c.closed_from), text_of(c.reopens), c.source});
         return rows;
     },
     [](store::Transaction& transaction, const Context& context, const std::vector<std::string>& v) -> Result<void> {
         const auto from = day_of_option(v[1], "closed_from");
         if (from.has_error()) return from.error();
         const auto reopens = day_of_option(v[2], "reopens");
         if (reopens.has_error()) return reopens.error();
         const auto learnt = casework::learn_closure(transaction, {v[0], *from, *reopens, v[3], context.now}, casework::calendar_of(transaction, calendar()));
         if (learnt.has_error()) return learnt.error();
         return {};
     }},
    {"teams", "Teams", {"name"},
     [](store::Reader& reader) {
         std::vector<std::vector<std::string>> rows;
         for (const auto& t : store::all_teams(reader)) rows.push_back({t.name});
         return rows;
     },
     [](store::Transaction& transaction, const Context&, const std::vector<std::string>& v) -> Result<void> {
         store::put(transaction, store::Team{v[0]});
         return {};
     }},
    {"caseworkers", "Caseworkers; 'left_on' only for those who have left", {"code", "name", "team", "left_on"},
     [](store::Reader& reader) {
         std::vector<std::vector<std::string>> rows;
         for (const auto& c : store::all_caseworkers(reader)) rows.push_back({c.code, c.name, c.team, c.left_on ? text_of(*c.left_on) : ""});
         return rows;
     },
     [](store::Transaction& transaction, const Context&, const std::vector<std::string>& v) -> Result<void> {
         std::optional<Day> left;
         if (!v[3].empty()) {
             const auto day = day_of_option(v[3], "left_on");
             if (day.has_error()) return day.error();
             left = *day;
         }
         const auto teams = store::all_teams(transaction);
         if (!v[2].empty() && std::ranges::find(teams, v[2], &store::Team::name) == teams.end())
             return Error{Refusal::not_found, fmt::format("no team '{}' is known; add it with 'ehcp teams add'", v[2]), "team"};
         store::put(transaction, store::Caseworker{v[0], v[1], v[2], left});
         return {};
     }},
    {"bodies", "Bodies that give advice, by the kind of adviser", {"name", "kind"},
     [](store::Reader& reader) {
         std::vector<std::vector<std::string>> rows;
         for (const auto& b : store::all_bodies(reader)) rows.push_back({b.name, std::string(token(b.kind))});
         return rows;
     },
     [](store::Transaction& transaction, const Context&, const std::vector<std::string>& v) -> Result<void> {
         const auto kind = from_token<Adviser>(v[1]);
         if (!kind) return Error{Refusal::bad_value, fmt::format("'{}' is not a kind of adviser; 'ehcp law --format json' lists them", v[1]), "kind"};
         store::put(transaction, store::AdviserBody{v[0], *kind});
         return {};
     }},
};

void add_register(CLI::App& app, Context& context, const Register& each) {
    struct Options {
        std::string format = "table";
        std::vector<std::string> values;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(each.name, each.what);
    command->require_subcommand(1);
    auto* listing = command->add_subcommand("list", "Prints the register");
    listing->add_option("--format", options->format, "table or csv")->check(CLI::IsMember({"table", "csv"}));
    listing->callback([options, &context, &each] {
        Record record(context);
        auto rows = record.read([&](store::Reader& reader) { return each.rows(reader); });
        if (options->format == "csv") return print_csv(context, each.columns, rows);
        rows.insert(rows.begin(), each.columns);
        print_rows(context, rows);
    });
    auto* adding = command->add_subcommand("add", "Adds a row, or changes the one of that key");
    options->values.resize(each.columns.size());
    for (std::size_t i = 0; i < each.columns.size(); ++i) {
        const bool optional = each.columns[i] == "left_on";
        adding->add_option(each.columns[i], options->values[i])->required(!optional);
    }
    adding->callback([options, &context, &each] {
        Record record(context);
        const auto put = record.write([&](store::Transaction& transaction) { return each.put(transaction, context, options->values); });
        if (put.has_error()) refuse(context, put.error());
    });
}

}  // namespace

void add_registers(CLI::App& app, Context& context) {
    for (const auto& each : registers) add_register(app, context, each);
}

}  // namespace ehcp::cli
