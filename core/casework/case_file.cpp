#include "core/casework/case_file.hpp"

#include <fmt/format.h>

#include "core/store/error.hpp"
#include "core/store/registers.hpp"

namespace ehcp::casework {
namespace {

// What is in the record was possible on the day it was entered; its fold is never judged by another day's lights.
constexpr Day any_day = day_of(date::year{2199} / 12 / 31);

OpenCase opened(store::Reader& reader, store::CaseFile file, const WorkingCalendar& calendar, store::Texts texts) {
    OpenCase open{std::move(file), {}, {}};
    open.log = store::load_log(reader, open.file.id, texts);
    const store::RelevantClosures closures(reader, open.log.events);
    open.view = fold_recorded(open.log.events, closures, calendar, open.file.reference);
    return open;
}

}  // namespace

CaseView fold_recorded(std::span<const Event> log, std::span<const Closure> closures, const WorkingCalendar& calendar,
                       std::string_view reference) {
    CaseView view;
    const auto folded = Fold(calendar)(log, closures, any_day, view);
    if (folded.has_error()) {
        throw store::DatabaseError(store::Fault::damaged_record,
                                   fmt::format("the log of {} is not one that can have happened ({}); run ehcp verify",
                                               reference, hyphen_token(folded.error().kind)));
    }
    return view;
}

Result<OpenCase> open_case(store::Reader& reader, std::string_view reference, const WorkingCalendar& calendar,
                           store::Texts texts) {
    auto file = store::find_case(reader, reference);
    if (file.has_error()) return file.error();
    return opened(reader, std::move(*file), calendar, texts);
}

OpenCase open_case(store::Reader& reader, store::CaseId id, const WorkingCalendar& calendar, store::Texts texts) {
    return opened(reader, store::load_case(reader, id), calendar, texts);
}

Result<OpenCase> as_known_on(store::Reader& reader, std::string_view reference, Instant moment,
                             const WorkingCalendar& calendar) {
    auto file = store::find_case(reader, reference);
    if (file.has_error()) return file.error();
    OpenCase open{std::move(*file), {}, {}};
    open.log = store::load_log(reader, open.file.id, store::Texts::left_out, moment);
    if (open.log.events.empty()) {
        return Error{Refusal::not_found, fmt::format("nothing of {} was known on {}; its first entry is later",
                                                     open.file.reference, text_of(moment))};
    }
    open.file.last_seq = static_cast<int>(open.log.events.size()) - 1;
    open.file.head = open.log.recorded.back().hash;
    const store::RelevantClosures closures(reader, open.log.events, moment);
    open.view = fold_recorded(open.log.events, closures, calendar, open.file.reference);
    return open;
}

}  // namespace ehcp::casework
