#include "core/exchange/sen2/night.hpp"

#include "core/exchange/sen2/gather.hpp"

namespace ehcp::exchange::sen2 {

CheckReport check_record(store::Readers& readers, const WorkingCalendar& calendar, const Layout& layout, Day today,
                         Instant now, int threads) {
    struct Checked {
        std::vector<Element> people;
        std::vector<Finding> findings;
    };
    CheckReport report;
    AcrossPeople across;
    Gathering gathering(readers, calendar, layout, today, now, threads);
    gathering.run(
        [&](Drawn drawn) {
            Checked checked{std::move(drawn.people), {}};
            for (const auto& person : checked.people) check_person(person, layout, checked.findings);
            return checked;
        },
        [&](Checked checked) {
            std::size_t requests = 0;
            for (const auto& person : checked.people) {
                across.add(person, checked.findings);
                requests += person.children.size();
            }
            report.count_people(checked.people.size(), requests);
            report.add(checked.findings);
        });
    return report;
}

reporting::AlsoKept checks_of_the_night(store::Readers& readers, const WorkingCalendar& calendar,
                                        std::filesystem::path directory) {
    return [&readers, &calendar, directory = std::move(directory)](const reporting::NightlyOrder& order) {
        const auto layout = Layout::next(directory, order.today);
        auto report = check_record(readers, calendar, layout, order.today, order.now, order.threads).report(layout, order.today);
        std::vector<std::pair<reporting::KeptName, reporting::Report>> kept;
        kept.emplace_back(reporting::KeptName{std::string(kept_checks)}, std::move(report));
        return kept;
    };
}

}  // namespace ehcp::exchange::sen2
