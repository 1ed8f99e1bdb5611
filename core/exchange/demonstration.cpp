#include "core/exchange/demonstration.hpp"

#include <fmt/format.h>

namespace ehcp::exchange {
namespace {

/// Older plans go back so far before the period; the calendar must too.
constexpr date::years reach{6};

}  // namespace

Result<std::unique_ptr<Demonstration>> Demonstration::prepare(const PublishedFigures& figures, std::string_view authority, int year,
                                                              const WorkingCalendar& calendar, const DemonstrationOptions& options) {
    auto published = figures.year(authority, year);
    if (!published) return published.error();
    std::optional<int> maintained;
    if (options.maintained_plans) {
        const auto plans = figures.maintained_after(authority, year);
        if (!plans) return plans.error();
        maintained = *plans;
    }
    TwelveMonths period{Day{date::year{year} / 1 / 1}, Day{date::year{year} / 12 / 31}};
    if (options.today) period = {corresponding_date(*options.today, -12) + days{1}, *options.today};
    if (!calendar.knows(corresponding_date(period.first, -12 * reach.count())) || !calendar.knows(period.last + days{400})) {
        return Error{Refusal::bad_value,
                     fmt::format("the working-day calendar covers {} to {}, too little for twelve months that end on {}", text_of(calendar.first_day()),
                                 text_of(calendar.horizon()), text_of(period.last)),
                     "today"};
    }
    return std::unique_ptr<Demonstration>(new Demonstration(figures, std::move(*published), period, calendar, options, maintained));
}

Demonstration::Demonstration(const PublishedFigures& figures, PublishedYear published, TwelveMonths period, const WorkingCalendar& calendar,
                             const DemonstrationOptions& options, std::optional<int> maintained)
    : published_(std::move(published)),
      period_(period),
      random_(fmt::format("{} {} {} {}", published_.authority, published_.year, text_of(period.last), options.seed)),
      facts_random_(fmt::format("facts {} {} {} {}", published_.authority, published_.year, text_of(period.last), options.seed)),
      children_(figures, published_.number),
      authority_(random_, {published_.received, maintained.value_or(0)}, period.first - days{200}, period.last),
      caseload_(plan_caseload(random_, published_, period, calendar, maintained)),
      storyteller_(random_, authority_, calendar, period) {}

bool Demonstration::next(DemonstrationCase& made) {
    if (told_ == caseload_.briefs.size()) return false;
    const auto& brief = caseload_.briefs[told_++];
    made.brief = &brief;
    made.received_on = brief.received;

    const bool has_lived_with_plan = brief.kept_short;
    const auto begins = brief.course == Course::transferred_in ? brief.ends - days{200} : brief.received;
    const int age = children_.draw_age(random_, has_lived_with_plan ? 16 : 24);
    made.child = children_.draw(random_, begins, age);
    // Where the child is now; for a request, where it was when it was made.
    const int age_of_setting = has_lived_with_plan ? static_cast<int>((period_.last - made.child.date_of_birth).count() / 366) : age;
    const auto setting = authority_.draw_setting(random_, age_of_setting);
    made.setting = authority_.settings()[setting].urn;
    made.primary_need = children_.draw_need(random_);
    const auto caseworker = random_.below(static_cast<std::uint32_t>(authority_.working()));
    made.caseworker = authority_.caseworkers()[caseworker].code;
    made.team = authority_.caseworkers()[caseworker].team;

    storyteller_.tell(brief, {made.child.date_of_birth, setting}, events_, made.replacements);
    made.received_on = events_.front().on;
    enter(brief, caseworker, made);
    made.no_upn_because = made.child.upn.empty() ? why_no_upn(made.child.date_of_birth, period_.last) : std::string_view{};
    made.facts = invented_facts(made, period_.last, facts_random_);
    return true;
}

/// Who entered each event, and when: mostly on the day itself, sometimes days later, never out of order.
void Demonstration::enter(const CaseBrief& brief, std::size_t caseworker, DemonstrationCase& made) {
    const auto& people = authority_.caseworkers();
    const auto& now = people[caseworker];
    // Some files were handed over when a colleague left.
    const auto* before = brief.received < period_.last - days{100} && random_.chance(120)
                             ? &people[authority_.working() + random_.below(static_cast<std::uint32_t>(people.size() - authority_.working()))]
                             : nullptr;
    const auto at = [](Day day, int second_of_day) { return Instant{day.time_since_epoch()} + std::chrono::seconds{second_of_day}; };
    const auto close_of_business = at(period_.last, 17 * 3600);
    Instant latest{};
    made.events.resize(events_.size());
    for (std::size_t i = 0; i < events_.size(); ++i) {
        auto& entry = made.events[i];
        entry.event = events_[i];
        const auto hurry = random_.below(100);
        const int later = hurry < 72 ? 0 : hurry < 92 ? random_.between(1, 3) : random_.between(4, 12);
        auto when = at(events_[i].on + days{later}, random_.between(8 * 3600 + 1800, 16 * 3600 + 1800));
        when = std::min(when, std::max(close_of_business, at(events_[i].on, 17 * 3600)));
        latest = entry.at = std::max(when, latest + std::chrono::seconds{40});
        const bool from_school = i == 0 && events_[i].type == EventType::request_received && events_[i].has(Field::setting);
        const bool handed_over = !before || *before->left_on <= events_[i].on;
        entry.actor.by = from_school ? "intake form" : (handed_over ? now : *before).name;
        entry.actor.as = from_school ? "intake" : "caseworker";
    }
}

}  // namespace ehcp::exchange
