#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "core/casework/pupil_numbers.hpp"
#include "core/engine/fold.hpp"
#include "core/exchange/demonstration.hpp"
#include "tests/support/calendar.hpp"

using namespace ehcp;
using namespace ehcp::exchange;

namespace {

const PublishedFigures& figures() {
    static const auto kept = PublishedFigures::read("schemas/figures");
    return kept;
}

std::unique_ptr<Demonstration> demonstration(std::string_view authority, DemonstrationOptions options = {}, int year = 2024) {
    auto prepared = Demonstration::prepare(figures(), authority, year, test::england_and_wales(), options);
    INFO((prepared ? "" : prepared.error().message));
    REQUIRE(prepared.has_value());
    return std::move(prepared).value();
}

/// The published columns, counted.
struct Columns {
    int received = 0, agreed = 0, refused = 0, undecided = 0, withdrawn = 0;
    int prompt = 0, later = 0;
    std::array<int, count_of<PlanBand>> issued{}, counted{};
    friend bool operator==(const Columns&, const Columns&) = default;
};

Columns columns_of(const PublishedYear& published) {
    return {published.received, published.decided_to_assess, published.decided_not_to_assess, published.decision_not_made, published.withdrawn,
            published.decided_within_six_weeks, published.decided_later, published.issued, published.issued_without_exempt};
}

std::ostream& operator<<(std::ostream& out, const Columns& c) {
    out << "received " << c.received << ", agreed " << c.agreed << ", refused " << c.refused << ", undecided " << c.undecided << ", withdrawn " << c.withdrawn
        << "; prompt " << c.prompt << ", later " << c.later << "; issued";
    for (const int n : c.issued) out << ' ' << n;
    out << "; not exempt";
    for (const int n : c.counted) out << ' ' << n;
    return out;
}

/// From what was written down alone: no engine, no states, only which event came first. Whether a plan was exempt it cannot say.
void count_events(const std::vector<store::NewEvent>& log, TwelveMonths period, Columns& columns) {
    struct Request {
        Day received;
        std::optional<bool> agreed;
        Day answered{};
        bool closed = false;
    };
    std::vector<Request> requests;
    for (const auto& [event, actor, at] : log) {
        switch (event.type) {
            case EventType::request_received:
            case EventType::became_responsible: requests.push_back({event.on, {}, {}, false}); break;
            case EventType::assessment_agreed:
            case EventType::assessment_refused:
                if (requests.back().agreed) break;
                requests.back().agreed = event.type == EventType::assessment_agreed;
                requests.back().answered = event.on;
                break;
            case EventType::withdrawn:
            case EventType::moved_away:
            case EventType::died:
                if (!requests.empty()) requests.back().closed = true;
                break;
            case EventType::plan_finalised:
                if (period.has(event.on)) ++columns.issued[index_of(plan_band(requests.back().received, event.on))];
                break;
            default: break;
        }
    }
    for (const auto& request : requests) {
        if (request.agreed && period.has(request.answered)) ++(request.answered <= request.received + days{42} ? columns.prompt : columns.later);
        if (!period.has(request.received)) continue;
        ++columns.received;
        if (request.agreed) ++(*request.agreed ? columns.agreed : columns.refused);
        else ++(request.closed ? columns.withdrawn : columns.undecided);
    }
}

/// From the fold: which clocks were met, late and exempt.
void count_clocks(const CaseView& view, TwelveMonths period, Columns& columns) {
    for (const auto& clock : view.clocks) {
        if (!clock.satisfied_on || !period.has(*clock.satisfied_on)) continue;
        const auto standing = standing_of(view, clock, period.last);
        if (clock.rule->id == ClockId::decide_to_assess) ++(standing.status == ClockStatus::met ? columns.prompt : columns.later);
        if (clock.rule->id != ClockId::finalise_plan) continue;
        const auto band = index_of(plan_band(clock.trigger_on, *clock.satisfied_on));
        ++columns.issued[band];
        if (!standing.exempt) ++columns.counted[band];
    }
}

struct Seen {
    Columns events, clocks;
    std::set<std::pair<ProcedureKind, State>> states;
    std::map<EventType, int> types;
    std::map<ProblemCode, int> problems;
    int maintained = 0;
    std::size_t cases = 0, entries = 0;
    int claims = 0, valid_claims = 0;
};

Seen walk(Demonstration& made) {
    Seen seen;
    Fold fold{test::england_and_wales()};
    std::multimap<std::string_view, Closure> closures;
    for (const auto& c : made.authority().closures()) closures.insert({c.setting, {c.setting, c.closed_from, c.reopens}});
    std::vector<Closure> relevant;
    std::vector<Event> log;
    CaseView view;
    DemonstrationCase next;
    const auto period = made.period();
    while (made.next(next)) {
        ++seen.cases;
        seen.entries += next.events.size();
        log.clear();
        relevant.clear();
        Instant entered{};
        for (const auto& entry : next.events) {
            log.push_back(entry.event);
            ++seen.types[entry.event.type];
            REQUIRE(entry.at > entered);
            REQUIRE(date::floor<days>(entry.at).time_since_epoch() >= entry.event.on.time_since_epoch());
            REQUIRE(date::floor<days>(entry.at).time_since_epoch() <= period.last.time_since_epoch());
            entered = entry.at;
            if (entry.event.type == EventType::exemption_recorded && entry.event.has(Field::setting)) {
                const auto [first, last] = closures.equal_range(entry.event.text(Field::setting));
                for (auto c = first; c != last; ++c) relevant.push_back(c->second);
            }
        }
        const auto folded = fold(log, relevant, period.last, view);
        if (folded.has_error()) {
            std::string story;
            for (const auto& e : log) story += boost::json::serialize(event_json(e)) + "\n";
            INFO(story);
            FAIL(folded.error().message);
        }
        count_events(next.events, period, seen.events);
        count_clocks(view, period, seen.clocks);
        for (const auto& procedure : view.procedures) {
            const auto state = state_on(procedure, period.last);
            seen.states.insert({procedure.kind, state});
            if (procedure.kind == ProcedureKind::plan && (state == State::maintained || state == State::cease_notified)) ++seen.maintained;
        }
        for (const auto& problem : view.problems) ++seen.problems[problem.code];
        for (const auto& exemption : view.exemptions) {
            ++seen.claims;
            seen.valid_claims += exemption.is_valid(period.last);
        }
    }
    return seen;
}

void check_columns(const Seen& seen, const PublishedYear& published) {
    auto wanted = columns_of(published);
    // How many came too late is not published as a target, and in a few authorities does not agree with the requests.
    wanted.later = seen.events.later;
    auto from_events = seen.events;
    from_events.counted = wanted.counted;
    CHECK(from_events == wanted);
    auto from_clocks = seen.clocks;
    from_clocks.received = wanted.received, from_clocks.agreed = wanted.agreed, from_clocks.refused = wanted.refused;
    from_clocks.undecided = wanted.undecided, from_clocks.withdrawn = wanted.withdrawn;
    CHECK(from_clocks == wanted);
}

}  // namespace

TEST_CASE("the figures of an authority come out as published, whatever its size", "[demo]") {
    const std::string_view authority = GENERATE("E06000053", "E06000017", "E06000046", "E09000020", "E08000029", "E06000036", "E08000026", "E06000059", "E08000002",
                                                "E06000035", "E08000003", "E10000016", "E10000012", "E06000022", "E08000004", "E09000023");
    CAPTURE(authority);
    auto made = demonstration(authority);
    check_columns(walk(*made), made->published());
    CHECK(made->published().bands_add_up());
}

TEST_CASE("where the published bands add up to less than the total, the bands come out", "[demo]") {
    const std::string_view authority = GENERATE("E08000021", "E08000001", "E08000009", "E10000017", "E08000033", "E06000032", "E09000001", "E06000043", "E06000041",
                                                "E10000030", "E06000023");
    CAPTURE(authority);
    auto made = demonstration(authority);
    check_columns(walk(*made), made->published());
    CHECK_FALSE(made->published().bands_add_up());
}

TEST_CASE("all of England comes out as published", "[demo][england]") {
    auto made = demonstration(england);
    const auto seen = walk(*made);
    check_columns(seen, made->published());
    CHECK(seen.clocks.issued == std::array{41448, 42402, 6478});
    CHECK(seen.clocks.counted == std::array{39407, 39168, 6230});
}

TEST_CASE("with maintained plans there are as many in force as on the census day, and every state of every procedure", "[demo]") {
    const auto today = GENERATE(std::optional<Day>{}, day_from("2026-11-21"));
    auto made = demonstration("E06000024", {.seed = 7, .maintained_plans = true, .today = today});
    const auto seen = walk(*made);
    check_columns(seen, made->published());
    CHECK(seen.maintained == figures().maintained_after("E06000024", 2024).value());
    CHECK(seen.maintained == made->maintained());
    for (const auto& step : law::steps) {
        if (step.to == State::none) continue;  // the event leaves the state as it is
        CAPTURE(token(step.procedure), token(step.to));
        CHECK(seen.states.contains({step.procedure, step.to}));
    }
    for (const auto type : all<EventType>()) {
        if (type == EventType::exemption_ended) continue;
        CAPTURE(token(type));
        CHECK(seen.types.contains(type));
    }
    CHECK(seen.valid_claims < seen.claims);
    CHECK(seen.valid_claims > seen.claims / 2);
}

TEST_CASE("the same seed tells the same stories, and another seed others", "[demo]") {
    const auto told = [](std::uint64_t seed, std::optional<Day> today) {
        auto made = demonstration("E06000036", {.seed = seed, .maintained_plans = true, .today = today});
        std::string all;
        DemonstrationCase next;
        while (made->next(next)) {
            all += next.child.surname + next.child.forename + next.child.upn + text_of(next.child.date_of_birth) + std::string(next.caseworker);
            for (const auto& entry : next.events) all += boost::json::serialize(event_json(entry.event)) + text_of(entry.at) + entry.actor.by;
        }
        return all;
    };
    const auto first = told(1, {});
    CHECK(first == told(1, {}));
    CHECK(first != told(2, {}));
    CHECK(first != told(1, day_from("2026-11-21")));
}

TEST_CASE("nobody in it can be taken for real", "[demo]") {
    auto made = demonstration("E06000036", {.maintained_plans = true});
    std::set<std::string> upns;
    DemonstrationCase next;
    int with_upn = 0, cases = 0;
    while (made->next(next)) {
        ++cases;
        const auto& child = next.child;
        REQUIRE(is_invented_surname(child.surname));
        REQUIRE(is_invented_forename(child.forename));
        REQUIRE(child.postcode.starts_with("ZZ99 "));
        REQUIRE((child.sex == "F" || child.sex == "M"));
        const auto age = (made->period().last - child.date_of_birth).count() / 365;
        REQUIRE(age >= 0);
        REQUIRE(age <= 26);
        REQUIRE(child.date_of_birth < next.received_on);
        if (child.upn.empty()) continue;
        ++with_upn;
        REQUIRE(child.upn.front() == casework::upn_check_letter(std::string_view{child.upn}.substr(1)));
        REQUIRE(upns.insert(child.upn).second);
    }
    CHECK(with_upn > cases / 2);
    for (const auto& setting : made->authority().settings()) {
        CHECK(setting.urn >= std::to_string(first_invented_urn));
        CHECK(setting.name.find("Demonstration") != std::string::npos);
    }
    for (const auto& caseworker : made->authority().caseworkers()) CHECK(is_invented_surname(caseworker.name.substr(caseworker.name.find(' ') + 1)));
}

TEST_CASE("cases come in the order in which they were received, and none belongs to somebody who has left", "[demo]") {
    auto made = demonstration("E06000036", {.maintained_plans = true});
    std::set<std::string_view> left;
    for (const auto& caseworker : made->authority().caseworkers()) {
        if (caseworker.left_on) left.insert(caseworker.code);
    }
    CHECK_FALSE(left.empty());
    Day before{};
    DemonstrationCase next;
    while (made->next(next)) {
        REQUIRE_FALSE(left.contains(next.caseworker));
        REQUIRE(next.brief->received >= before);
        before = next.brief->received;
    }
}

TEST_CASE("twelve months that the calendar does not cover are refused", "[demo]") {
    const auto late = Demonstration::prepare(figures(), "E06000036", 2024, test::england_and_wales(), {.today = day_from("2028-06-01")});
    REQUIRE(late.has_error());
    CHECK(late.error().where == "today");
    const auto unknown = Demonstration::prepare(figures(), "E06000036", 2022, test::england_and_wales(), {});
    REQUIRE(unknown.has_error());
    CHECK(unknown.error().kind == Refusal::not_available);
}
