#include "core/exchange/case_file/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/words.hpp"
#include "core/exchange/case_file/matter.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"

namespace ehcp::exchange {
namespace {

// Page numbers and the reference stand in the margin of every page that is printed.
constexpr std::string_view style = R"(
body{font:15px/1.4 system-ui,"Liberation Sans",sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#0b0c0c;background:#fff}
h1{font-size:1.7rem;margin:0 0 .3rem}
h2{font-size:1.25rem;margin:2rem 0 .4rem;border-bottom:2px solid #0b0c0c;break-after:avoid}
p{max-width:50rem}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .7rem .35rem 0;border-bottom:1px solid #b1b4b6;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{overflow-wrap:normal}
thead{display:table-header-group}
tr{break-inside:avoid}
.label,.muted{color:#505a5f}
.typed{white-space:pre-line}
.struck{text-decoration:line-through;color:#505a5f}
.late{font-weight:700}
.day{white-space:nowrap}
.hash{font-family:"Liberation Mono",monospace;font-size:.8em}
@media print{
@page{size:A4;margin:18mm 15mm 18mm;@bottom-left{content:"REFERENCE";font:8pt sans-serif;color:#505a5f}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif;color:#505a5f}}
body{margin:0;max-width:none;padding:0;font-size:9pt}
h1{font-size:15pt}h2{font-size:11.5pt;margin-top:6mm}
p{max-width:none}
}
)";

std::string style_for(const std::string& reference) {
    std::string sheet(style);
    constexpr std::string_view place = "REFERENCE";
    return sheet.replace(sheet.find(place), place.size(), reference);
}

/// Everything known on a day was entered before this.
std::optional<Instant> known_until(const CaseFileAsked& asked, const LegalZone& zone) {
    if (!asked.known_on) return std::nullopt;
    return zone.start_of(*asked.known_on + days{1}) - std::chrono::seconds{1};
}

Result<casework::OpenCase> open(store::Reader& reader, const CaseFileAsked& asked, std::optional<Instant> until,
                                const WorkingCalendar& calendar) {
    if (!until) return casework::open_case(reader, asked.reference, calendar, store::Texts::included);
    auto file = store::find_case(reader, asked.reference);
    if (file.has_error()) return file.error();
    casework::OpenCase opened{std::move(*file), {}, {}};
    opened.log = store::load_log(reader, opened.file.id, store::Texts::included, until);
    if (opened.log.events.empty())
        return Error{Refusal::not_found, fmt::format("nothing of {} was known on {}; its first entry is later",
                                                     opened.file.reference, text_of(*asked.known_on))};
    opened.file.last_seq = static_cast<int>(opened.log.events.size()) - 1;
    opened.file.head = opened.log.recorded.back().hash;
    const store::RelevantClosures closures(reader, opened.log.events, until);
    opened.view = casework::fold_recorded(opened.log.events, closures, calendar, opened.file.reference);
    return opened;
}

/// The newest that covers nothing beyond what is known.
std::optional<store::Seal> seal_of(store::Reader& reader, std::optional<Instant> until) {
    std::optional<store::Seal> last;
    for (const auto& seal : store::all_seals(reader))
        if ((!until || seal.at <= *until) && (!last || seal.at >= last->at)) last = seal;
    return last;
}

template <class Entry, class At>
void keep_known(std::vector<Entry>& entries, std::optional<Instant> until, At at) {
    if (until) std::erase_if(entries, [&](const Entry& entry) { return at(entry) > *until; });
}

CaseMatter matter_of(store::Reader& reader, casework::OpenCase opened, const CaseFileAsked& asked,
                     std::optional<Instant> until, const WorkingCalendar& calendar, const LegalZone& zone) {
    const auto& file = opened.file;
    const auto setting = file.setting.empty() ? std::nullopt : store::find_setting(reader, file.setting);
    const auto caseworker = file.caseworker.empty() ? std::nullopt : store::find_caseworker(reader, file.caseworker);
    CaseMatter matter{.opened = std::move(opened),
                      .child = {},
                      .contacts = {},
                      .links = {},
                      .setting = setting ? fmt::format("{} ({})", setting->name, setting->urn) : file.setting,
                      .caseworker = caseworker ? caseworker->name : file.caseworker,
                      .notices = {},
                      .contributions = {},
                      .assignments = {},
                      .views = {},
                      .graduated_approach = {},
                      .seal = seal_of(reader, until),
                      .as_of = asked.known_on.value_or(asked.today),
                      .calendar = calendar,
                      .zone = zone};
    const auto id = matter.opened.file.id;
    const auto person = matter.opened.file.person;
    matter.child = store::load_person(reader, person);
    matter.contacts = store::load_contacts(reader, person);
    matter.links = store::links_of(reader, id);
    matter.notices = casework::notices_of(reader, matter.opened);
    matter.contributions = store::contributions_of(reader, id);
    matter.assignments = store::assignments_of(reader, id);
    matter.graduated_approach = store::graduated_approach_of(reader, id);
    if (asked.with_views) matter.views = store::file_views_of(reader, id);
    for (auto& notice : matter.notices)
        keep_known(notice.sent, until, [](const store::NoticeSent& sent) { return sent.entered.at; });
    keep_known(matter.contributions, until, [](const store::Contribution& each) { return each.entered.at; });
    keep_known(matter.assignments, until, [](const store::Assignment& each) { return each.at; });
    keep_known(matter.views, until, [](const store::FileView& each) { return each.at; });
    return matter;
}

Html head_of(const CaseFileAsked& asked, const CaseMatter& matter) {
    const auto& reference = matter.opened.file.reference;
    auto html = element("h1", "Case file " + reference);
    const auto made = fmt::format("{}Made on {}{}.", asked.authority.empty() ? "" : asked.authority + ". ",
                                  casework::time_text(matter.zone, asked.now),
                                  asked.made_by.empty() ? "" : " by " + asked.made_by);
    html += paragraph(made, "muted");
    if (asked.known_on)
        html += paragraph(fmt::format("As it was known on {}: only what had been entered by the end of that day. What "
                                      "stands beside the log (the child's name, setting and caseworker) is as it is now.",
                                      long_text_of(*asked.known_on)),
                          "late");
    html += paragraph(
        "Nothing in the log is ever changed: an entry that was wrong stays, struck through, and a correction follows it. "
        "Two dates stand beside each entry: when it happened, and when it was entered. Every time limit is worked out "
        "from the entries, and shows how.",
        "muted");
    return html;
}

}  // namespace

std::string entered_text(const CaseMatter& matter, Instant at, std::string_view by, std::string_view as) {
    return fmt::format("{}, by {} ({})", casework::time_text(matter.zone, at), by, casework::label_of_word(Field::by, as));
}

Result<std::string> case_file_html(store::Reader& reader, const CaseFileAsked& asked, const WorkingCalendar& calendar,
                                   const LegalZone& zone) {
    if (asked.known_on && is_missed(asked.today, *asked.known_on))
        return Error{Refusal::bad_date,
                     fmt::format("{} has not come yet; the latest day is {}", text_of(*asked.known_on), text_of(asked.today)),
                     "known_on"};
    const auto until = known_until(asked, zone);
    auto opened = open(reader, asked, until, calendar);
    if (opened.has_error()) return opened.error();
    const auto matter = matter_of(reader, std::move(*opened), asked, until, calendar, zone);

    auto body = head_of(asked, matter);
    using Section = Html (*)(const CaseMatter&);
    for (const Section section : {child_section, procedures_section, chronology_section, clocks_section, exemptions_section,
                                  advice_section, letters_section, family_section, support_section, flags_section,
                                  assignments_section})
        body += section(matter);
    if (asked.with_views) body += views_section(matter);
    body += proof_section(matter);

    const auto& reference = matter.opened.file.reference;
    const auto head = Html{"<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"} +
                      element("title", "Case file " + reference) + element("style", Html{style_for(reference)});
    return "<!DOCTYPE html>\n<html lang=\"en-GB\">\n" + element("head", head).markup + "\n" + element("body", body).markup +
           "\n</html>\n";
}

}  // namespace ehcp::exchange
