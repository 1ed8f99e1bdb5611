#include "core/store/asked.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct CaseRow {
    long long id = 0, person = 0, last_seq = 0;
    std::string reference, surname, forename, date_of_birth;
    MaybeText attends, upn;

    FoundCase found() const {
        return {{.id = {id},
                 .reference = reference,
                 .person = {person},
                 .setting = attends.str(),
                 .last_seq = static_cast<int>(last_seq)},
                {.id = {person},
                 .surname = surname,
                 .forename = forename,
                 .date_of_birth = stored_day(date_of_birth),
                 .upn = upn.str()}};
    }
};

struct RequestedBy : CaseRow {
    std::string setting, surname_from, surname_to;
    long long before = 0, limit = 0;
    soci::statement run;
    explicit RequestedBy(soci::session& session)
        : run((session.prepare
                   << "SELECT c.id, c.reference, c.person, c.setting, c.last_seq, p.surname, p.forename, "
                      "p.date_of_birth, p.upn FROM case_setting s CROSS JOIN case_file c CROSS JOIN person p WHERE "
                      "s.setting = :setting AND s.role = 'requester' AND s.case_id < :before AND c.id = s.case_id AND "
                      "p.id = c.person AND p.surname_key >= :surname_from AND p.surname_key < :surname_to ORDER BY "
                      "s.case_id DESC LIMIT :limit",
               into(id), into(reference), into(person), into_maybe(attends), into(last_seq), into(surname),
               into(forename), into(date_of_birth), into_maybe(upn), use(setting, "setting"), use(before, "before"),
               use(surname_from, "surname_from"), use(surname_to, "surname_to"), use(limit, "limit"))) {}
};

enum class Asking { setting, body };

// A setting's rows are found by its cases, a body's by the clocks that name it.
constexpr std::array lead_to = {
    "(SELECT DISTINCT s.case_id FROM case_setting s WHERE s.setting = :wanted) mine CROSS JOIN case_file c CROSS JOIN "
    "clock_index i CROSS JOIN person p WHERE c.id = mine.case_id AND i.case_id = mine.case_id AND ((i.bearer IN "
    "('adviser', 'setting') AND i.setting = :wanted) OR (i.bearer = 'convenor' AND c.setting = :wanted))",
    "clock_index i CROSS JOIN case_file c CROSS JOIN person p WHERE i.body = :wanted AND i.bearer = 'adviser' AND "
    "c.id = i.case_id"};

constexpr auto asked_sql =
    "SELECT c.id, c.reference, c.person, c.setting, c.last_seq, p.surname, p.forename, p.date_of_birth, p.upn, "
    "i.number, i.procedure, i.event, i.clock, i.kind, i.bearer, i.adviser, i.body, i.setting, i.trigger_on, i.due_on, "
    "i.lapses_on, i.exempt_from FROM {} AND p.id = c.person AND i.due_on IS NOT NULL AND (i.lapses_on IS NULL OR "
    "i.lapses_on > :today) AND (i.due_on, i.case_id, i.number) > (:after_due, :after_case, :after_number) ORDER BY "
    "i.due_on, i.case_id, i.number LIMIT :limit";

template <Asking asking>
struct Asked : CaseRow {
    std::string wanted, today, after_due;
    long long after_case = 0, after_number = 0, limit = 0;
    long long number = 0, procedure = 0, event = 0;
    std::string clock, kind, bearer, trigger_on, due_on;
    MaybeText adviser, body, setting, lapses_on, exempt_from;
    soci::statement run;
    explicit Asked(soci::session& session)
        : run((session.prepare << fmt::format(fmt::runtime(asked_sql), lead_to[static_cast<std::size_t>(asking)]),
               into(id), into(reference), into(person), into_maybe(attends), into(last_seq), into(surname),
               into(forename), into(date_of_birth), into_maybe(upn), into(number), into(procedure), into(event),
               into(clock), into(kind), into(bearer), into_maybe(adviser), into_maybe(body), into_maybe(setting),
               into(trigger_on), into(due_on), into_maybe(lapses_on), into_maybe(exempt_from), use(wanted, "wanted"),
               use(today, "today"), use(after_due, "after_due"), use(after_case, "after_case"),
               use(after_number, "after_number"), use(limit, "limit"))) {}

    AskedClock value() const {
        return {found(),
                {.number = static_cast<int>(number),
                 .procedure = static_cast<int>(procedure),
                 .event = static_cast<int>(event),
                 .clock = stored_clock(clock),
                 .kind = stored_word<ClockKind>(kind),
                 .bearer = stored_word<Bearer>(bearer),
                 .adviser = adviser.view().empty() ? std::nullopt : std::optional{stored_word<Adviser>(adviser.view())},
                 .body = body.str(),
                 .setting = setting.str(),
                 .trigger_on = stored_day(trigger_on),
                 .due_on = stored_day(due_on),
                 .lapses_on = stored_day(lapses_on),
                 .exempt_from = stored_day(exempt_from)}};
    }
};

template <Asking asking>
std::vector<AskedClock> asked(Reader& reader, std::string_view wanted, Day today, const AfterAsked& after, int limit) {
    auto& row = reader.prepared<Asked<asking>>();
    row.wanted = wanted;
    row.today = text_of(today);
    row.after_due = after.due;
    row.after_case = after.of.value;
    row.after_number = after.number;
    row.limit = limit;
    std::vector<AskedClock> clocks;
    each_row(row.run, [&] { clocks.push_back(row.value()); });
    return clocks;
}

}  // namespace

std::vector<FoundCase> cases_requested_by(Reader& reader, std::string_view setting, std::string_view surname,
                                          CaseId before, int limit) {
    constexpr std::string_view last_letter = "\xF4\x8F\xBF\xBF";
    auto& row = reader.prepared<RequestedBy>();
    row.setting = setting;
    row.before = before.value == 0 ? std::numeric_limits<long long>::max() : before.value;
    row.surname_from = surname;
    row.surname_to = row.surname_from + std::string(last_letter);
    row.limit = limit;
    std::vector<FoundCase> cases;
    each_row(row.run, [&] { cases.push_back(row.found()); });
    return cases;
}

std::vector<AskedClock> asked_of_setting(Reader& reader, std::string_view setting, Day today, const AfterAsked& after,
                                         int limit) {
    return asked<Asking::setting>(reader, setting, today, after, limit);
}

std::vector<AskedClock> asked_of_body(Reader& reader, std::string_view body, Day today, const AfterAsked& after,
                                      int limit) {
    return asked<Asking::body>(reader, body, today, after, limit);
}

}  // namespace ehcp::store
