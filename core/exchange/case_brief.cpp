#include "core/exchange/case_brief.hpp"

#include <array>
#include <cassert>

namespace ehcp::exchange {
namespace {

constexpr int in_time = 7 * plan_in_time.n;
constexpr int a_year = 7 * plan_within_year.n;
constexpr int six_weeks = 7 * decision_in_time.n;
/// The shortest way from request to plan that is still believable, and the longest wait (the 60 months of users.md).
constexpr int shortest = 98;
constexpr int longest = 1826;
/// Requests of the year before that are decided in the period came in at most so long before it, where they are decided in time:
/// six weeks less the days over New Year on which nothing is sent.
constexpr int carried_over = 36;

/// Requests come when schools are open.
constexpr std::array month_weights = {100, 105, 120, 95, 110, 115, 115, 55, 90, 110, 110, 80};

class Planning {
public:
    Planning(Random& random, const PublishedYear& published, TwelveMonths period, const WorkingCalendar& calendar)
        : random_(random), published_(published), period_(period), calendar_(calendar) {
        for (Day day = period.first; day <= period.last; day += days{1}) {
            if (calendar.is_working(day)) working_days_.push_back(day);
            const auto month = static_cast<unsigned>(parts_of(day).month()) - 1;
            intake_.add(is_weekend(day) ? month_weights[month] / 12 : month_weights[month]);
        }
        agreed_left_ = published.decided_to_assess;
        plan_decisions();
    }

    Caseload make(std::optional<int> maintained) {
        for (std::size_t band = count_of<PlanBand>; band-- > 0;) {
            for (int i = 0; i < published_.issued[band]; ++i) add_issued(static_cast<PlanBand>(band), i < published_.issued[band] - published_.issued_without_exempt[band]);
        }
        add_other_decisions();
        add_undecided();
        for (int i = 0; i < published_.withdrawn; ++i) add_withdrawn();
        add_carried_over();
        add_older_open_cases();
        if (maintained) add_older_plans(*maintained);
        std::ranges::stable_sort(caseload_.briefs, {}, &CaseBrief::received);
        return std::move(caseload_);
    }

private:
    static bool is_weekend(Day day) {
        const date::weekday weekday{day};
        return weekday == date::Saturday || weekday == date::Sunday;
    }
    /// The last working day of [earliest, day]; `day` itself where there is none.
    Day working_by(Day day, Day earliest) const {
        for (Day d = day; d >= earliest; d -= days{1}) {
            if (calendar_.is_working(d)) return d;
        }
        return day;
    }
    /// The first working day of [day, latest]; `day` where there is none.
    Day working_from(Day day, Day latest) const {
        for (Day d = day; d <= latest; d += days{1}) {
            if (calendar_.is_working(d)) return d;
        }
        return day;
    }

    /// Every decision notified in the period, in time or late, as a pack of cards: each brief that is decided in it draws one.
    void plan_decisions() {
        const int of_the_year = published_.decided_to_assess + published_.decided_not_to_assess;
        carried_left_ = std::max(0, published_.decided_within_six_weeks + published_.decided_later - of_the_year);
        const auto all_of_them = static_cast<std::size_t>(of_the_year + carried_left_);
        decided_in_time_.assign(all_of_them, 0);
        const auto prompt = std::min(static_cast<std::size_t>(published_.decided_within_six_weeks), all_of_them);
        std::fill_n(decided_in_time_.begin(), prompt, 1);
        random_.shuffle(decided_in_time_);
    }
    bool draw_decided_in_time() {
        assert(!decided_in_time_.empty());
        const bool prompt = decided_in_time_.back() != 0;
        decided_in_time_.pop_back();
        return prompt;
    }

    /// Days from request to decision. Most prompt ones use most of the six weeks.
    int draw_delay(bool prompt, int at_most) {
        if (prompt) return std::min(six_weeks - random_.low_of(2, 0, 22), at_most);
        return std::min(six_weeks + random_.low_of(3, 1, 90), at_most);
    }
    /// The day of a decision, on the side of the limit that was drawn, in [earliest, latest].
    Day decision_day(Day received, bool prompt, Day latest, Day earliest) {
        const auto limit = received + days{six_weeks};
        const auto from = std::max(earliest, prompt ? received + days{1} : limit + days{1});
        const auto to = prompt ? std::min(limit, latest) : latest;
        auto day = received + days{draw_delay(prompt, 200)};
        if (day < from || day > to) day = from + days{random_.between(0, static_cast<int>((to - from).count()))};
        for (; day <= to; day += days{1}) {
            if (calendar_.is_working(day)) return day;
        }
        return working_by(to, from);
    }

    int draw_length(PlanBand band) {
        switch (band) {
            case PlanBand::within_20_weeks: return in_time - random_.low_of(3, 0, in_time - shortest);
            case PlanBand::within_a_year: return in_time + 1 + random_.low_of(2, 0, a_year - in_time - 6);
            case PlanBand::over_a_year: break;
        }
        // Well clear of both readings of a year.
        return a_year + 10 + random_.low_of(5, 0, longest - a_year - 10);
    }

    void add_issued(PlanBand band, bool exempt) {
        CaseBrief brief{};
        brief.course = Course::assessed;
        brief.exempt = exempt;
        for (int attempt = 0;; ++attempt) {
            const int length = draw_length(band);
            brief.ends = random_.one_of(working_days_);
            if (attempt >= 60) brief.ends = working_from(period_.first + days{random_.between(0, std::min(shortest - carried_over - 8, 50))}, period_.last);
            brief.received = brief.ends - days{length};
            if (is_weekend(brief.received) && !random_.chance(60) && attempt < 60) continue;
            if (exempt && attempt < 12 && !asks_before_the_summer(brief.received) && random_.chance(600)) continue;
            if (brief.received >= period_.first) {
                if (agreed_left_ <= published_.decided_to_assess / 8) continue;
                --agreed_left_;
                ++agreed_by_day_.at(static_cast<std::size_t>((brief.received - period_.first).count()));
                brief.decided = decision_day(brief.received, draw_decided_in_time(), brief.ends - days{35}, brief.received);
            } else if (brief.received >= period_.first - days{carried_over}) {
                if (carried_left_ <= 0) continue;
                --carried_left_;
                brief.decided = decision_day(brief.received, draw_decided_in_time(), brief.ends - days{35}, period_.first);
            } else {
                settle_before(brief);
            }
            break;
        }
        give_turn(brief, period_.last - days{210});
        if (!ends_the_plan(brief.turn)) ++caseload_.maintained;
        brief.refused_before = brief.received >= period_.first && random_.chance(20);
        caseload_.briefs.push_back(brief);
    }
    /// A request of the weeks in which advice is asked for around the long holiday.
    static bool asks_before_the_summer(Day received) {
        const auto year = parts_of(received).year();
        return Day{year / 6 / 3} <= received && received <= Day{year / 7 / 14};
    }
    /// Decided before the period began.
    void settle_before(CaseBrief& brief) {
        const auto latest = std::min(period_.first - days{1}, brief.ends - days{35});
        brief.decided = decision_day(brief.received, brief.received + days{six_weeks + 1} > latest || random_.chance(800), latest, brief.received);
    }

    /// A day of receipt, as requests come in, at least `before_last` days before the end.
    Day intake_day(int before_last) {
        for (int attempt = 0; attempt < 200; ++attempt) {
            const auto day = period_.first + days{static_cast<int>(intake_.pick(random_))};
            if (day + days{before_last} <= period_.last) return day;
        }
        return period_.last - days{before_last};
    }

    /// Requests of the year that were decided but led to no plan in it: refusals, and assessments that go on.
    void add_other_decisions() {
        Weighted room = room_for_assessments();
        const int refused_plans = std::min(agreed_left_, published_.decided_to_assess * 45 / 1000);
        const int left = std::min(agreed_left_ - refused_plans, published_.decided_to_assess * 8 / 1000);
        for (int i = 0; i < agreed_left_; ++i) {
            CaseBrief brief{};
            const bool prompt = draw_decided_in_time();
            const int delay = draw_delay(prompt, static_cast<int>((period_.last - period_.first).count()));
            brief.received = intake_day(delay);
            for (int attempt = 0; attempt < 40 && !room.empty(); ++attempt) {
                const auto day = period_.first + days{static_cast<int>(room.pick(random_))};
                if (day + days{delay} > period_.last) continue;
                brief.received = day;
                break;
            }
            brief.decided = decision_day(brief.received, prompt, period_.last, brief.received);
            if (i < refused_plans) {
                brief.course = Course::plan_refused;
                brief.ends = working_from(std::max(brief.decided + days{30}, brief.received + days{random_.between(85, 125)}), period_.last + days{400});
            } else if (i < refused_plans + left) {
                brief.course = Course::left;
                brief.ends = working_from(brief.decided + days{random_.between(5, 70)}, period_.last + days{90});
            } else {
                brief.course = Course::assessed;
                brief.exempt = random_.chance(40);
                brief.ends = still_to_come(brief);
            }
            caseload_.briefs.push_back(brief);
        }
        agreed_left_ = 0;
        for (int i = 0; i < published_.decided_not_to_assess; ++i) {
            CaseBrief brief{};
            brief.course = Course::refused;
            const bool prompt = draw_decided_in_time();
            brief.received = intake_day(draw_delay(prompt, 300));
            brief.decided = decision_day(brief.received, prompt, period_.last, brief.received);
            brief.refused_before = random_.chance(20);
            caseload_.briefs.push_back(brief);
        }
    }
    /// Where in the year assessments are still wanted, so that with those that led to a plan they are spread as requests are.
    Weighted room_for_assessments() const {
        Weighted room;
        const auto length = agreed_by_day_.size();
        const std::size_t week = 7;
        for (std::size_t start = 0; start < length; start += week) {
            const auto end = std::min(length, start + week);
            int taken = 0;
            for (auto i = start; i < end; ++i) taken += agreed_by_day_[i];
            const auto month = static_cast<unsigned>(parts_of(period_.first + days{static_cast<int>(start)}).month()) - 1;
            const int wanted = published_.decided_to_assess * month_weights[month] / 100 / 52;
            for (auto i = start; i < end; ++i) {
                const bool rests = is_weekend(period_.first + days{static_cast<int>(i)});
                room.add(rests ? 0 : 1 + 20 * std::max(0, wanted - taken));
            }
        }
        return room;
    }
    /// A plan expected after the last day, however long it has been waited for.
    Day still_to_come(const CaseBrief& brief) {
        const int so_far = static_cast<int>((period_.last - brief.received).count());
        const int usual = random_.between(in_time - 20, in_time + 60);
        const int more = std::max(usual - so_far, random_.between(3, 90));
        return std::max(brief.decided + days{45}, period_.last + days{more});
    }

    void add_undecided() {
        const int recent = std::min(published_.decision_not_made, 1 + published_.received / 9);
        for (int i = 0; i < published_.decision_not_made; ++i) {
            CaseBrief brief{};
            brief.course = Course::undecided;
            const int age = i < recent ? random_.low_of(2, 0, six_weeks) : random_.low_of(2, six_weeks + 1, 200);
            brief.received = std::max(period_.last - days{age}, period_.first);
            caseload_.briefs.push_back(brief);
        }
    }
    void add_withdrawn() {
        CaseBrief brief{};
        brief.course = Course::withdrawn;
        const int after = random_.between(3, 60);
        brief.received = intake_day(after);
        brief.ends = working_by(brief.received + days{after}, brief.received);
        caseload_.briefs.push_back(brief);
    }

    /// The rest of the decisions in the period about requests of the year before: refusals, and assessments that go on.
    void add_carried_over() {
        for (; carried_left_ > 0; --carried_left_) {
            CaseBrief brief{};
            const bool prompt = draw_decided_in_time();
            const int before = prompt ? random_.between(1, carried_over) : random_.between(1, six_weeks + 60);
            brief.received = period_.first - days{before};
            const auto earliest = std::max(period_.first, brief.received + days{prompt ? 0 : six_weeks + 1});
            brief.decided = prompt ? decision_day(brief.received, true, period_.last, period_.first) : working_from(earliest + days{random_.low_of(3, 0, 60)}, period_.last);
            const bool refused = random_.chance(600);
            brief.course = refused ? Course::refused : Course::assessed;
            if (!refused) brief.ends = still_to_come(brief);
            caseload_.briefs.push_back(brief);
        }
        assert(decided_in_time_.empty());
    }

    /// The tail: requests of earlier years that still have no plan, and refusals of the year before that are in dispute.
    void add_older_open_cases() {
        const int waiting = published_.issued[index_of(PlanBand::over_a_year)] * 6 / 10 + published_.received / 120;
        for (int i = 0; i < waiting; ++i) {
            CaseBrief brief{};
            brief.course = Course::assessed;
            const int so_far = static_cast<int>((period_.last - period_.first).count()) + random_.low_of(5, carried_over + 60, longest - 366);
            brief.received = period_.last - days{so_far};
            brief.ends = period_.last + days{random_.between(5, 120)};
            brief.exempt = random_.chance(60);
            settle_before(brief);
            caseload_.briefs.push_back(brief);
        }
        for (int i = 0; i < published_.decided_not_to_assess / 12; ++i) {
            CaseBrief brief{};
            brief.course = Course::refused;
            brief.received = period_.first - days{random_.between(carried_over + 8, 330)};
            brief.ends = period_.last;
            settle_before(brief);
            caseload_.briefs.push_back(brief);
        }
        for (int i = 0; i < published_.decision_not_made / 40; ++i) {
            CaseBrief brief{};
            brief.course = Course::undecided;
            brief.received = period_.first - days{random_.low_of(3, 1, 300)};
            caseload_.briefs.push_back(brief);
        }
    }

    void add_older_plans(int target) {
        Weighted ages;
        for (const int share : {62, 24, 9, 4, 1}) ages.add(share);
        while (caseload_.maintained < target) {
            CaseBrief brief{};
            brief.kept_short = true;
            const int years = static_cast<int>(ages.pick(random_));
            brief.ends = working_by(period_.first - days{1 + years * 365 + random_.between(0, 364)}, period_.first - days{2400});
            if (brief.ends >= period_.first) brief.ends = working_by(period_.first - days{1}, period_.first - days{10});
            if (random_.chance(12)) {
                brief.course = Course::transferred_in;
                brief.received = working_by(period_.last - days{random_.between(5, 600)}, period_.first - days{700});
                brief.ends = brief.received - days{random_.between(120, 900)};
            } else {
                brief.course = Course::assessed;
                const auto band = random_.chance(550) ? PlanBand::within_20_weeks : random_.chance(920) ? PlanBand::within_a_year : PlanBand::over_a_year;
                brief.received = brief.ends - days{draw_length(band)};
                settle_before(brief);
                give_turn(brief, period_.first);
            }
            if (!ends_the_plan(brief.turn)) ++caseload_.maintained;
            caseload_.briefs.push_back(brief);
        }
    }

    /// Every twelfth plan has something befall it; one that ends needs the time to.
    void give_turn(CaseBrief& brief, Day ended_if_made_by) {
        if (++plans_ % 12 != 0) return;
        const auto turn = turns_.deal();
        if (ends_the_plan(turn) && brief.ends > ended_if_made_by) return;
        brief.turn = turn;
    }

    static std::vector<Turn> all_turns() {
        const auto every = all<Turn>();
        return {every.begin() + 1, every.end()};
    }

    Random& random_;
    const PublishedYear& published_;
    TwelveMonths period_;
    const WorkingCalendar& calendar_;
    std::vector<Day> working_days_;
    Weighted intake_;  ///< by day of the period
    std::vector<char> decided_in_time_;
    int carried_left_ = 0;  ///< decisions in the period about earlier requests, not yet given to a brief
    int agreed_left_ = 0;   ///< requests of the period with an assessment, not yet given to a brief
    std::vector<int> agreed_by_day_ = std::vector<int>(static_cast<std::size_t>((period_.last - period_.first).count()) + 1);
    Deck<Turn> turns_{all_turns()};
    int plans_ = 0;
    Caseload caseload_;
};

}  // namespace

Caseload plan_caseload(Random& random, const PublishedYear& published, TwelveMonths period, const WorkingCalendar& calendar, std::optional<int> maintained) {
    return Planning(random, published, period, calendar).make(maintained);
}

}  // namespace ehcp::exchange
