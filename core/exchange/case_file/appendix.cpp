// What stands at the end: SEN Support as it came with the request, and how to prove the document.
#include <fmt/format.h>

#include "core/casework/support.hpp"
#include "core/casework/words.hpp"
#include "core/exchange/case_file/matter.hpp"

namespace ehcp::exchange {
namespace {

Html cycle_html(const casework::SupportCycle& cycle) {
    return lines({labelled("Assess:", cycle.assess), labelled("Plan:", cycle.plan), labelled("Do:", cycle.done),
                  labelled("Review:", cycle.review), labelled("Provision:", cycle.provision), labelled("Outcome:", cycle.outcome)});
}

}  // namespace

Html support_section(const CaseMatter& matter) {
    auto html = element("h2", "SEN Support before the request");
    const auto barriers =
        matter.graduated_approach.empty() ? std::vector<casework::Barrier>{} : casework::barriers_in(matter.graduated_approach);
    if (barriers.empty()) return html + paragraph("Nothing came with the request.");
    HtmlTable table({"Barrier to learning", "From", "To", "What was done"});
    for (const auto& barrier : barriers)
        for (const auto& cycle : barrier.cycles)
            table.row({escaped(barrier.barrier), escaped(casework::date_or_dash(cycle.from)),
                       escaped(casework::date_or_dash(cycle.to)), cycle_html(cycle)});
    return html + table.html();
}

Html proof_section(const CaseMatter& matter) {
    const auto& file = matter.opened.file;
    auto html = element("h2", "How to prove this file");
    html += paragraph(fmt::format(
        "Each entry of the log carries a hash (BLAKE2b-256) of all that it says, of its place, and of the hash of the entry "
        "before it. So an entry that was changed, exchanged or taken from between shows. The last entry here is number {}; "
        "the hashes of all stand below. They are computed with an entry's own free text as it was entered; a text that was "
        "taken away for good leaves its hash.",
        file.last_seq));
    if (matter.seal)
        html += paragraph(fmt::format(
            "Every night one digest is made over the last hashes of all cases and kept outside the record: this shows that "
            "nothing was taken from the end. The last before this document is of the night of {} and covers {} entries of all "
            "cases: {}.",
            long_text_of(matter.seal->day), casework::number_text(matter.seal->entries), store::base64_of(matter.seal->digest)));
    else
        html += paragraph("No night has been sealed yet, so that nothing outside the record shows whether its last entries are "
                          "all there.");
    html += paragraph("To check, the authority runs 'ehcp verify --seal FILE' on its record, with a seal that was kept elsewhere. "
                      "It proves that the entries are those that were made, when and by whom the record says. It does not prove "
                      "that what was entered is true.");
    HtmlTable table({"Entry", "Running number", "Hash"});
    const auto& recorded = matter.opened.log.recorded;
    for (std::size_t i = 0; i < recorded.size(); ++i)
        table.row({escaped(std::to_string(i)), escaped(std::to_string(recorded[i].entry)),
                   element("span", store::base64_of(recorded[i].hash), "hash")});
    return html + table.html();
}

}  // namespace ehcp::exchange
