// ehcp law: the rules that the engine runs, as they stand in its tables, and what it leaves to people.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "core/law/law.hpp"

namespace ehcp::cli {
namespace {

namespace json = boost::json;

json::string_view text(std::string_view s) { return {s.data(), s.size()}; }

std::string period_of(const ClockRule& rule) {
    constexpr std::array units = {"D", "W", "M", "WD"};
    const Period p = rule.period;
    return fmt::format("{} {} {}", p.n, units[static_cast<std::size_t>(p.unit)], token(rule.counting.value));
}

std::string list_of(const Causes& causes) {
    std::string list;
    for (const Cause& c : causes) {
        list += fmt::format("{}{}", list.empty() ? "" : ", ", token(c.event));
        if (c.when != When::always) list += fmt::format(" ({})", token(c.when));
    }
    return list;
}

std::string list_of(const Limbs& limbs) {
    std::string list;
    for (const Limb l : all<Limb>()) {
        if (limbs.has(l)) list += fmt::format("{}{}", list.empty() ? "" : ", ", token(l));
    }
    return list;
}

bool in_force(Day from, std::optional<Day> to, std::optional<Day> on) { return !on || (from <= *on && (!to || *on <= *to)); }

json::object dates_json(Day from, std::optional<Day> to) {
    json::object o{{"from", text_of(from)}};
    o.emplace("to", to ? json::value(text_of(*to)) : json::value(nullptr));
    return o;
}

json::object clock_json(const ClockRule& r) {
    json::object o{{"clock", text(hyphen_token(r.id))}, {"procedure", text(token(r.procedure))}, {"kind", text(token(r.kind))},
                   {"bearer", text(token(r.bearer))}, {"starts_on", list_of(r.starts)}, {"period", period_of(r)},
                   {"calendar", text(token(r.calendar.value))}, {"roll", text(token(r.roll.value))}, {"method", text(token(r.method))},
                   {"satisfied_by", list_of(r.satisfied_by)}, {"stopped_by", list_of(r.stopped_by)}, {"limbs", list_of(r.limbs)},
                   {"citation", text(r.provision)}, {"confidence", text(token(r.confidence))}};
    for (auto& each : dates_json(r.from, r.to)) o.insert(each);
    return o;
}

json::object law_json(std::optional<Day> on) {
    json::array clocks, limbs, steps, events, notices, problems, undecided, readings;
    for (const auto& r : law::clocks) {
        if (in_force(r.from, r.to, on)) clocks.emplace_back(clock_json(r));
    }
    for (const auto& l : law::limbs) {
        if (!in_force(l.from, l.to, on)) continue;
        json::object o{{"limb", text(token(l.limb))}, {"event", text(l.event)}, {"citation", text(l.provision)}, {"confidence", text(token(l.confidence))}};
        for (auto& each : dates_json(l.from, l.to)) o.insert(each);
        limbs.emplace_back(std::move(o));
    }
    for (const auto& s : law::steps) {
        json::array from;
        for (const State state : all<State>()) {
            if (s.from.has(state)) from.emplace_back(text(token(state)));
        }
        steps.emplace_back(json::object{{"procedure", text(token(s.procedure))}, {"from", std::move(from)}, {"event", text(token(s.on))},
                                        {"to", s.to == stays ? text("same") : text(token(s.to))}, {"when", text(token(s.when))}, {"citation", text(s.provision)}});
    }
    for (const EventType type : all<EventType>()) {
        json::array required, optional;
        rule_of(type).required.each([&](Field f) { required.emplace_back(text(name_of(f))); });
        rule_of(type).optional.each([&](Field f) { optional.emplace_back(text(name_of(f))); });
        events.emplace_back(json::object{{"event", text(token(type))}, {"required", std::move(required)}, {"optional", std::move(optional)}});
    }
    for (const auto& n : law::notices)
        notices.emplace_back(json::object{{"notice", text(n.id)}, {"sent_on", list_of(n.sent_on)}, {"to", text(n.to)}, {"must_contain", text(n.must_contain)}, {"citation", text(n.provision)}});
    for (const auto& p : law::problems)
        problems.emplace_back(json::object{{"problem", text(hyphen_token(p.code))}, {"message", text(p.message)}, {"citation", text(p.provision)}});
    for (const auto& u : law::undecided)
        undecided.emplace_back(json::object{{"question", text(u.question)}, {"citation", text(u.provision)}, {"recorded_in", text(u.where_recorded)}});
    for (const auto& r : law::readings)
        readings.emplace_back(json::object{{"reading", text(r.says)}, {"about", text(r.about)}, {"ours", r.ours}});
    return {{"rules", text(law::rules_version)}, {"clocks", std::move(clocks)}, {"limbs", std::move(limbs)}, {"steps", std::move(steps)},
            {"events", std::move(events)}, {"notices", std::move(notices)}, {"problems", std::move(problems)},
            {"not_decided_by_the_engine", std::move(undecided)}, {"readings", std::move(readings)}};
}

void print_clock(std::ostream& out, const ClockRule& r) {
    out << fmt::format("  {:<22} {:<9} {:<7} {:<12} {} ({})\n", hyphen_token(r.id), token(r.bearer), token(r.kind), period_of(r), r.provision, token(r.confidence));
    out << fmt::format("      from {}{}\n", list_of(r.starts), r.satisfied_by.empty() ? "" : fmt::format("; satisfied by {}", list_of(r.satisfied_by)));
    if (!r.limbs.empty()) out << fmt::format("      limbs {}\n", list_of(r.limbs));
    out << fmt::format("      in force from {}{}\n", text_of(r.from), r.to ? fmt::format(" to {}", text_of(*r.to)) : "");
}

void print_table(std::ostream& out, std::optional<Day> on) {
    out << fmt::format("Rules {}{}\n", law::rules_version, on ? fmt::format(" in force on {}", long_text_of(*on)) : ", all of them");
    out << "Periods: W weeks, D days, M months, WD working days; excl: the trigger day is not counted, incl: it is day 1, before: counted back.\n"
           "Confidence: V primary text read, V2 secondary sources, INF inference, M memory.\n";
    for (const ProcedureKind kind : all<ProcedureKind>()) {
        out << fmt::format("\n{}\n", token(kind));
        for (const auto& r : law::clocks) {
            if (r.procedure == kind && in_force(r.from, r.to, on)) print_clock(out, r);
        }
    }
    out << "\nExemption limbs (each: need not comply if it is impractical to do so because …)\n";
    for (const auto& l : law::limbs) {
        if (in_force(l.from, l.to, on))
            out << fmt::format("  {:<6} {}\n         {} ({}){}\n", token(l.limb), l.event, l.provision, token(l.confidence),
                               l.to ? fmt::format(", in force from {} to {}", text_of(l.from), text_of(*l.to)) : "");
    }
    out << "\nProblems that are recorded and flagged\n";
    for (const auto& p : law::problems) out << fmt::format("  {:<30} {} ({})\n", hyphen_token(p.code), p.message, p.provision);
    out << "\nNotices\n";
    for (const auto& n : law::notices) out << fmt::format("  {:<24} to {}\n      {} ({})\n", n.id, n.to, n.must_contain, n.provision);
    out << "\nWhat the engine does not decide: a person does, and the record keeps who, when and why\n";
    for (const auto& u : law::undecided) out << fmt::format("  {} ({})\n      recorded in {}\n", u.question, u.provision, u.where_recorded);
    out << "\nHow the engine reads what the texts leave open (◊ ours, not the law's)\n";
    for (const auto& r : law::readings) out << fmt::format("  {} {} ({})\n", r.ours ? "◊" : " ", r.says, r.about);
}

void print_events(std::ostream& out) {
    for (const EventType type : all<EventType>()) {
        std::string fields;
        rule_of(type).required.each([&](Field f) { fields += fmt::format(" {}", name_of(f)); });
        rule_of(type).optional.each([&](Field f) { fields += fmt::format(" [{}]", name_of(f)); });
        out << fmt::format("{:<30}{}\n", token(type), fields);
    }
}

void print_diagram(std::ostream& out, ProcedureKind kind) {
    out << "stateDiagram-v2\n";
    for (const auto& s : law::steps) {
        if (s.procedure != kind) continue;
        for (const State from : all<State>()) {
            if (!s.from.has(from)) continue;
            const auto to = s.to == stays ? from : s.to;
            const auto name = from == State::none ? "[*]" : token(from);
            out << fmt::format("    {} --> {}: {}{}\n", name, token(to), token(s.on), s.when == When::always ? "" : fmt::format(" [{}]", token(s.when)));
        }
    }
    for (const State state : all<State>()) {
        const bool used = std::ranges::any_of(law::steps, [&](const Step& s) { return s.procedure == kind && s.to == state; });
        if (used && state != stays && law::is_end(state)) out << fmt::format("    {} --> [*]\n", token(state));
    }
}

}  // namespace

void add_law(CLI::App& app, Context& context) {
    struct Options {
        std::string date, diagram, format;
        bool events = false;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("law", "Every rule with its citation and confidence, and what the engine does not decide");
    command->add_option("--date", options->date, "Only the rules in force on that day");
    std::vector<std::string> kinds;
    for (const ProcedureKind kind : all<ProcedureKind>()) kinds.emplace_back(token(kind));
    command->add_option("--diagram", options->diagram, "The state machine of a procedure, as Mermaid")->check(CLI::IsMember(kinds));
    command->add_flag("--events", options->events, "The events and the fields that each takes");
    command->add_option("--format", options->format, "table (the default) or json")->check(CLI::IsMember({"json", "table"}));
    command->callback([options, &context] {
        std::optional<Day> on;
        if (!options->date.empty()) {
            on = day_from(options->date);
            if (!on) return refuse(context, {Refusal::bad_date, fmt::format("--date '{}' is not a date; write it as 2026-02-28", options->date), "--date"});
        }
        if (!options->diagram.empty()) print_diagram(context.out, *from_token<ProcedureKind>(options->diagram));
        else if (options->events) print_events(context.out);
        else if (options->format == "json") context.out << json::serialize(law_json(on)) << '\n';
        else print_table(context.out, on);
    });
}

}  // namespace ehcp::cli
