#include "core/reporting/nightly.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/verify.hpp"
#include "core/reporting/bottlenecks.hpp"
#include "core/reporting/catalogue.hpp"
#include "core/reporting/examination.hpp"
#include "core/reporting/kept_reports.hpp"
#include "core/reporting/known_breaches.hpp"
#include "core/reporting/longest_waits.hpp"
#include "core/reporting/night_report.hpp"
#include "core/reporting/timeliness.hpp"

namespace ehcp::reporting {
namespace {

/// What one thread of the scan gathers.
struct Gathered {
    Timeliness timeliness;
    Breaches breaches;
    Bottlenecks bottlenecks;
    LongestWaits longest_waits;
    Examination examination;

    void see(const SeenCase& seen) {
        timeliness.add(seen.facts, seen.view);
        breaches.add(seen.facts, seen.view);
        bottlenecks.add(seen.facts, seen.view);
        longest_waits.add(seen.facts, seen.view);
        examination.examine(seen);
    }
    void merge(Gathered&& other) {
        timeliness.merge(std::move(other.timeliness));
        breaches.merge(std::move(other.breaches));
        bottlenecks.merge(std::move(other.bottlenecks));
        longest_waits.merge(std::move(other.longest_waits));
        examination.merge(other.examination);
    }
};

class NightRun {
public:
    NightRun(store::Readers& readers, store::Writer& writer, const WorkingCalendar& calendar, const NightlyOrder& order,
             Day day)
        : readers_(readers),
          writer_(writer),
          calendar_(calendar),
          order_(order),
          day_(day),
          registers_(readers.read([](store::Reader& reader) { return read_registers(reader); })),
          known_(readers.read([&](store::Reader& reader) { return known_breaches(reader, day); })),
          entries_given_(readers.read([](store::Reader& reader) { return store::totals(reader).events; })) {}

    NightOutcome run() {
        auto gathered = scan();
        NightOutcome outcome{.day = day_,
                             .cases = caseload_.cases,
                             .events = caseload_.events,
                             .breaches = gathered.breaches.figures(),
                             .faults = 0,
                             .attentions = 0,
                             .folder = order_.out / text_of(day_),
                             .seal = {}};
        examine_whole(gathered.examination);
        outcome.faults = gathered.examination.faults();
        outcome.attentions = gathered.examination.attentions();
        keep_breaches(writer_, gathered.breaches, day_);
        if (is_tonight()) outcome.seal = keep_seal();
        write(gathered, outcome);
        finish(gathered, outcome);
        return outcome;
    }

private:
    bool is_tonight() const { return day_ == order_.today; }

    Query query(ReportName name) const {
        return query_of(name, {.as_of = day_, .from = {}, .to = {}, .by = {}}, order_.today).value();
    }

    /// The report itself, and then by each of kept_timeliness_by: of twelve months, but by year of the years before
    /// too.
    std::vector<Query> timeliness_questions() const {
        std::vector<Query> questions = {query(ReportName::timeliness)};
        for (const By by : kept_timeliness_by) {
            auto question = questions.front();
            question.by = by;
            if (by == By::year)
                question.from = Day{(parts_of(day_).year() - date::years{years_kept}) / date::January / 1};
            questions.push_back(question);
        }
        return questions;
    }

    std::vector<std::pair<KeptName, Report>> kept(const Gathered& gathered, const NightOutcome& outcome) const {
        std::vector<std::pair<KeptName, Report>> reports;
        reports.emplace_back(KeptName{"night"}, summary(gathered.examination, outcome));
        reports.emplace_back(KeptName{"breaches"}, gathered.breaches.summary_report());
        for (const By by : kept_breaches_by)
            reports.emplace_back(KeptName{"breaches", by}, gathered.breaches.summary_report(by));
        reports.emplace_back(KeptName{"bottlenecks"}, gathered.bottlenecks.report());
        reports.emplace_back(KeptName{"longest-waits"}, gathered.longest_waits.report());
        reports.emplace_back(KeptName{"timeliness"}, gathered.timeliness.report());
        for (std::size_t i = 0; i < kept_timeliness_by.size(); ++i)
            reports.emplace_back(KeptName{"timeliness", kept_timeliness_by[i]}, gathered.timeliness.report(i + 1));
        return reports;
    }

    Gathered scan() {
        std::vector<Gathered> parts;
        for (int part = 0; part < order_.threads; ++part) {
            Breaches breaches(query(ReportName::breaches), calendar_, &known_);
            breaches.also_by({kept_breaches_by.begin(), kept_breaches_by.end()});
            parts.push_back({Timeliness(timeliness_questions()), std::move(breaches),
                             Bottlenecks(query(ReportName::bottlenecks), calendar_),
                             LongestWaits(query(ReportName::longest_waits)), Examination(registers_, day_)});
        }
        const ScanOrder order{.today = order_.today,
                              .known_until = known_until(day_, order_.today),
                              .check_record = true,
                              .threads = order_.threads};
        caseload_ = scan_caseload(readers_, calendar_, order,
                                  [&](const SeenCase& seen) { parts[static_cast<std::size_t>(seen.part)].see(seen); });
        for (std::size_t part = 1; part < parts.size(); ++part) parts.front().merge(std::move(parts[part]));
        for (const auto& unfolded : caseload_.unfolded) parts.front().examination.add(unfolded);
        return std::move(parts.front());
    }

    void examine_whole(Examination& examination) {
        const auto seals = readers_.read([](store::Reader& reader) { return store::all_seals(reader); });
        examination.examine(WholeExamined{.calendar = calendar_,
                                          .as_of = day_,
                                          .entries_read = caseload_.events,
                                          .entries_given = entries_given_,
                                          .entries_sealed = seals.empty() ? 0 : seals.back().entries,
                                          .complete = is_tonight()});
    }

    /// The first seal of a night stays: sealing again later the same day proves nothing more about that night.
    std::string keep_seal() {
        const auto made =
            readers_.read([&](store::Reader& reader) { return casework::make_seal(reader, day_, order_.now); });
        writer_
            .perform([&](store::Transaction& transaction) -> Result<bool> {
                store::keep_seal(transaction, made);
                return true;
            })
            .value();
        for (const auto& seal : readers_.read([](store::Reader& reader) { return store::all_seals(reader); }))
            if (seal.day == day_) return casework::seal_text(seal);
        throw std::logic_error("a seal that was kept cannot be found");
    }

    void write(Gathered& gathered, const NightOutcome& outcome) const {
        std::vector<Report> reports;
        reports.push_back(summary(gathered.examination, outcome));
        reports.push_back(gathered.breaches.report());
        reports.push_back(gathered.bottlenecks.report());
        reports.push_back(gathered.longest_waits.report());
        reports.push_back(gathered.timeliness.report());
        write_reports(outcome.folder, fmt::format("The night of {}", long_text_of(day_)), reports);
        if (!outcome.seal.empty()) write_file(outcome.folder / "seal.txt", outcome.seal + '\n');
    }

    Report summary(const Examination& examination, const NightOutcome& outcome) const {
        Table table("night", "In short",
                    {{"cases", "Cases"},
                     {"events", "Events"},
                     {"overdue", "Limits overdue"},
                     {"overdue_exempt", "of which exempt"},
                     {"new", "New"},
                     {"continuing", "Continuing"},
                     {"put_right", "Put right"},
                     {"longest_days_late", "Longest, days late"},
                     {"due_in_5", "Due in 5 working days"},
                     {"due_in_10", "Due in 10"},
                     {"due_in_20", "Due in 20"},
                     {"faults", "Faults of the record"},
                     {"attentions", "Need attention"}});
        const auto& b = outcome.breaches;
        table.add_row(outcome.cases, outcome.events, b.overdue, b.overdue - b.overdue_ex, b.first_seen, b.continuing,
                      b.put_right, b.longest, b.due[0], b.due[1], b.due[2], outcome.faults, outcome.attentions);
        Report report{
            .name = "night", .title = "In short", .as_of = day_, .from = {}, .to = {}, .tables = {}, .notes = {}};
        report.tables.push_back(std::move(table));
        report.tables.push_back(examination.list());
        report.tables.push_back(examination.checks());
        if (!outcome.seal.empty())
            report.notes = {"The seal of the log, to be kept where nobody who can write to the record can change it: " +
                            outcome.seal};
        else
            report.notes = {
                "This night was made up later, with what was known at its end. The record as a whole is checked and "
                "sealed on the night itself."};
        return report;
    }

    static std::string kept_summary(const NightOutcome& outcome) {
        const auto& b = outcome.breaches;
        return boost::json::serialize(boost::json::object{{"cases", outcome.cases},
                                                          {"events", outcome.events},
                                                          {"overdue", b.overdue},
                                                          {"overdue_ex", b.overdue_ex},
                                                          {"new", b.first_seen},
                                                          {"continuing", b.continuing},
                                                          {"put_right", b.put_right},
                                                          {"due_in_5", b.due[0]},
                                                          {"due_in_10", b.due[1]},
                                                          {"due_in_20", b.due[2]},
                                                          {"longest_days_late", b.longest},
                                                          {"faults", outcome.faults},
                                                          {"attentions", outcome.attentions}});
    }

    void finish(const Gathered& gathered, NightOutcome& outcome) {
        auto reports = kept(gathered, outcome);
        if (is_tonight() && order_.also_kept) std::ranges::move(order_.also_kept(order_), std::back_inserter(reports));
        const bool has_changed = writer_
                                     .perform([&](store::Transaction& transaction) -> Result<bool> {
                                         return keep_reports(transaction, day_, reports);
                                     })
                                     .value();
        const auto before = readers_.read([&](store::Reader& reader) { return store::find_night(reader, day_); });
        const auto summary = kept_summary(outcome);
        outcome.repeated = before && before->finished_at.has_value();
        if (outcome.repeated && before->summary == summary && !has_changed) return;
        writer_
            .perform([&](store::Transaction& transaction) -> Result<bool> {
                for (const auto& unfolded : caseload_.unfolded)
                    store::note_failure(transaction, day_, {unfolded.id}, unfolded.message);
                store::finish_night(transaction, {.day = day_,
                                                  .started_at = order_.now,
                                                  .finished_at = order_.now,
                                                  .findings = static_cast<int>(outcome.faults),
                                                  .summary = summary});
                return true;
            })
            .value();
    }

    store::Readers& readers_;
    store::Writer& writer_;
    const WorkingCalendar& calendar_;
    const NightlyOrder& order_;
    Day day_;
    Registers registers_;
    std::vector<KnownBreach> known_;
    std::int64_t entries_given_;  ///< before the scan, so that what is entered meanwhile is not missed
    ScannedCaseload caseload_;
};

std::optional<store::Night> find_night(store::Readers& readers, Day day) {
    return readers.read([&](store::Reader& reader) { return store::find_night(reader, day); });
}

bool claim(store::Writer& writer, Day day, Instant now) {
    return writer
        .perform(
            [&](store::Transaction& transaction) -> Result<bool> { return store::claim_night(transaction, day, now); })
        .value();
}

void release(store::Writer& writer, Day day) {
    writer
        .perform([&](store::Transaction& transaction) -> Result<bool> {
            store::release_night(transaction, day);
            return true;
        })
        .value();
}

}  // namespace

Result<NightlyOutcome> run_nightly(store::Readers& readers, store::Writer& writer, const WorkingCalendar& calendar,
                                   const NightlyOrder& order, const std::function<void(Day)>& begin_night) {
    if (is_missed(order.today, order.as_of))
        return Error{Refusal::bad_date,
                     fmt::format("the night of {} has not come; the latest is that of {}", text_of(order.as_of),
                                 text_of(order.today)),
                     "as_of"};
    const auto last = readers.read([](store::Reader& reader) { return store::last_finished_night(reader); });
    if (last && order.as_of < last->day)
        return Error{Refusal::conflict,
                     fmt::format("the night of {} is past: that of {} has been run; for the figures of an earlier day "
                                 "use ehcp report --as-of {}",
                                 text_of(order.as_of), text_of(last->day), text_of(order.as_of)),
                     "as_of"};
    NightlyOutcome outcome;
    for (auto day = last ? std::min(last->day + days{1}, order.as_of) : order.as_of; day <= order.as_of;
         day += days{1}) {
        if (!claim(writer, day, order.now)) {
            const auto night = find_night(readers, day);
            outcome.under_way = night && !night->finished_at;
            if (outcome.under_way) return outcome;
        }
        if (begin_night) begin_night(day);
        try {
            outcome.nights.push_back(NightRun(readers, writer, calendar, order, day).run());
        } catch (const std::exception&) {
            release(writer, day);
            throw;
        }
    }
    return outcome;
}

}  // namespace ehcp::reporting
