#include "core/casework/requests.hpp"

#include <algorithm>

#include "core/casework/due_cursor.hpp"
#include "core/casework/receive.hpp"
#include "core/store/asked.hpp"
#include "core/store/index.hpp"

namespace ehcp::casework {
namespace {

Error no_such_request() {
    return {Refusal::not_found, "there is no such request here; check the reference", "reference"};
}

bool was_made_by(const OpenCase& opened, std::string_view setting) {
    return std::ranges::any_of(store::concerned_settings(opened.log.events), [&](const store::IndexedSetting& each) {
        return each.setting == setting && each.role == SettingRole::requester;
    });
}

// The case as the request that it began with, to say what is still missing of it.
IntakeRequest request_again(store::Reader& reader, const OpenCase& opened) {
    IntakeRequest request;
    request.setting = opened.file.setting;
    request.primary_need = opened.file.primary_need;
    request.child = store::load_person(reader, opened.file.person);
    request.contacts = store::load_contacts(reader, opened.file.person);
    request.graduated_approach = store::graduated_approach_of(reader, opened.file.id);
    return request;
}

// That somebody else has asked about the child is not the setting's business.
std::vector<std::string> others_that_concern(store::Reader& reader, const OpenCase& opened, std::string_view setting,
                                             const WorkingCalendar& calendar) {
    std::vector<std::string> references;
    for (const auto& link : store::links_of(reader, opened.file.id)) {
        if (concerns(open_case(reader, link.other, calendar), setting)) references.push_back(link.reference);
    }
    return references;
}

}  // namespace

Result<Page<RequestRow>> requests_of_setting(store::Reader& reader, const RequestsOf& which,
                                             const WorkingCalendar& calendar, Day today) {
    const auto limit = rows_wanted(which.limit);
    if (limit.has_error()) return limit.error();
    const auto before = row_after(which.cursor);
    if (before.has_error()) return before.error();
    auto cases =
        page_of(store::cases_requested_by(reader, which.setting, store::folded(which.name), {*before}, *limit + 1),
                *limit, [](const store::FoundCase& row) { return std::to_string(row.file.id.value); });
    Page<RequestRow> page{{}, std::move(cases.next)};
    for (auto& found : cases.rows) {
        const auto opened = open_case(reader, found.file.id, calendar);
        page.rows.push_back({std::move(found), status_of(opened, which.setting, today)});
    }
    return page;
}

Result<RequestOfSetting> request_of_setting(store::Reader& reader, std::string_view setting, std::string_view reference,
                                            const WorkingCalendar& calendar, Day today) {
    auto opened = open_case(reader, reference, calendar);
    if (opened.has_error()) return opened.error().kind == Refusal::not_found ? no_such_request() : opened.error();
    if (!concerns(*opened, setting)) return no_such_request();
    auto child = store::load_person(reader, opened->file.person);
    auto status = status_of(*opened, setting, today);
    return RequestOfSetting{std::move(*opened), std::move(child), std::move(status)};
}

Result<Receipt> receipt_of(store::Reader& reader, std::string_view setting, std::string_view reference,
                           const WorkingCalendar& calendar) {
    const auto opened = open_case(reader, reference, calendar);
    if (opened.has_error()) return opened.error().kind == Refusal::not_found ? no_such_request() : opened.error();
    if (!was_made_by(*opened, setting)) return no_such_request();
    Receipt receipt{.reference = opened->file.reference,
                    .received_on = opened->log.events.front().on,
                    .dates = {},
                    .missing = missing_items(request_again(reader, *opened)),
                    .others = others_that_concern(reader, *opened, setting, calendar)};
    for (const auto& clock : opened->view.clocks) {
        if (clock.event == 0) receipt.dates.push_back({clock.rule->id, clock.due_on, working_of(clock, calendar)});
    }
    std::ranges::stable_sort(receipt.dates, {}, &Receipt::Date::due_on);
    return receipt;
}

}  // namespace ehcp::casework
