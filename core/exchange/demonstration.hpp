#pragma once
// A synthetic caseload whose figures come out as the Department published them: pure and deterministic, without a database. The
// same authority, year, period and seed give the same cases on every machine.

#include "core/casework/record.hpp"
#include "core/exchange/invented.hpp"
#include "core/exchange/invented_facts.hpp"
#include "core/exchange/story.hpp"

namespace ehcp::exchange {

struct DemonstrationOptions {
    std::uint64_t seed = 1;
    bool maintained_plans = false;  ///< also the plans of earlier years, until as many are in force as on the census day
    /// The figures then come out over the twelve months that end on this day, with its own holidays; else over the calendar year.
    std::optional<Day> today = {};
};

/// Texts of its events refer to the demonstration, which must outlive it.
struct DemonstrationCase : casework::WholeCase {
    std::vector<Event> replacements;  ///< what corrections put in the place of events
    const CaseBrief* brief = nullptr;
    store::PlanFacts facts;
    std::string no_upn_because;  ///< where there is none
};

class Demonstration {
public:
    /// Refuses figures that were not published, and a period that the calendar does not cover.
    static Result<std::unique_ptr<Demonstration>> prepare(const PublishedFigures& figures, std::string_view authority, int year,
                                                          const WorkingCalendar& calendar, const DemonstrationOptions& options);

    const PublishedYear& published() const { return published_; }
    TwelveMonths period() const { return period_; }
    const InventedAuthority& authority() const { return authority_; }
    std::size_t size() const { return caseload_.briefs.size(); }
    int maintained() const { return caseload_.maintained; }

    /// The next case into `made`, whose memory is used again; false after the last.
    bool next(DemonstrationCase& made);

private:
    Demonstration(const PublishedFigures& figures, PublishedYear published, TwelveMonths period, const WorkingCalendar& calendar,
                  const DemonstrationOptions& options, std::optional<int> maintained);
    void enter(const CaseBrief& brief, std::size_t caseworker, DemonstrationCase& made);

    PublishedYear published_;
    TwelveMonths period_;
    Random random_;
    Random facts_random_;  ///< its own, so that what is known beside the story does not change the story
    Children children_;
    InventedAuthority authority_;
    Caseload caseload_;
    Storyteller storyteller_;
    std::size_t told_ = 0;
    std::vector<Event> events_;
};

}  // namespace ehcp::exchange
