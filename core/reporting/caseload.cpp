#include "core/reporting/caseload.hpp"

#include <future>

#include "core/engine/fold.hpp"
#include "core/store/registers.hpp"

namespace ehcp::reporting {
namespace {

CaseFacts facts_of(const store::ScannedCase& record) {
    return {.id = record.id.value,
            .reference = record.reference,
            .team = record.team,
            .caseworker = record.caseworker,
            .setting = record.setting,
            .sex = record.sex,
            .need = record.primary_need,
            .date_of_birth = record.date_of_birth == Day{} ? std::nullopt : std::optional{record.date_of_birth}};
}

class Part {
public:
    Part(int number, store::Reader& reader, const WorkingCalendar& calendar, const store::ClosureBook& closures,
         const ScanOrder& order, const std::function<void(const SeenCase&)>& see)
        : number_(number), reader_(reader), closures_(closures), order_(order), see_(see), fold_(calendar) {}

    ScannedCaseload scan(store::ScanRange range) {
        range.known_until = order_.known_until;
        range.check_chain = range.with_index = order_.check_record;
        caseload_.events =
            store::scan_cases(reader_, range, [this](const store::ScannedCase& record) { visit(record); });
        return std::move(caseload_);
    }

private:
    void visit(const store::ScannedCase& record) {
        ++caseload_.cases;
        const auto facts = facts_of(record);
        // A failure in one case is a row of the report: what it says about the others must not be lost with it.
        try {
            const auto folded = fold_(record.events, closures_.relevant(record.events, relevant_), order_.today, view_);
            if (record.broken_at) return note(record, record.broken_at, std::string(record.broken_because));
            if (folded.has_error()) return note(record, folded.error().event, folded.error().message);
            see_({number_, facts, view_, record, reader_});
        } catch (const std::logic_error& failure) {
            note(record, std::nullopt, failure.what());
        }
    }
    void note(const store::ScannedCase& record, std::optional<int> event, std::string message) {
        caseload_.unfolded.push_back(
            {record.id.value, record.broken_at.has_value(), std::string(record.reference), event, std::move(message)});
    }

    int number_;
    store::Reader& reader_;
    const store::ClosureBook& closures_;
    const ScanOrder& order_;
    const std::function<void(const SeenCase&)>& see_;
    Fold fold_;
    CaseView view_;
    std::vector<Closure> relevant_;
    ScannedCaseload caseload_;
};

}  // namespace

ScannedCaseload scan_caseload(store::Readers& readers, const WorkingCalendar& calendar, const ScanOrder& order,
                              const std::function<void(const SeenCase&)>& see) {
    const auto ranges = readers.read([&](store::Reader& reader) { return store::split_cases(reader, order.threads); });
    const auto closures =
        readers.read([&](store::Reader& reader) { return store::ClosureBook(reader, order.known_until); });
    std::vector<std::future<ScannedCaseload>> parts;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        parts.push_back(std::async(std::launch::async, [&, i] {
            return readers.read([&](store::Reader& reader) {
                return Part(static_cast<int>(i), reader, calendar, closures, order, see).scan(ranges[i]);
            });
        }));
    }
    ScannedCaseload whole;
    for (auto& part : parts) {
        auto scanned = part.get();
        whole.cases += scanned.cases;
        whole.events += scanned.events;
        std::ranges::move(scanned.unfolded, std::back_inserter(whole.unfolded));
    }
    return whole;
}

}  // namespace ehcp::reporting
