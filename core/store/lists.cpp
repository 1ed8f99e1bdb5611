#include "core/store/lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct FoundRow {
    long long id = 0, person = 0, last_seq = 0;
    std::string reference, surname, forename, date_of_birth;
    MaybeText setting, caseworker, team, primary_need, sex, ethnicity, upn, uln, postcode;

    FoundCase value() const {
        return {{{id},
                 reference,
                 {person},
                 setting.str(),
                 caseworker.str(),
                 team.str(),
                 primary_need.str(),
                 static_cast<int>(last_seq),
                 no_hash},
                {{person},
                 surname,
                 forename,
                 stored_day(date_of_birth),
                 sex.str(),
                 ethnicity.str(),
                 upn.str(),
                 uln.str(),
                 postcode.str()}};
    }
};

constexpr auto found_columns =
    "SELECT c.id, c.reference, c.person, c.setting, c.caseworker, c.team, c.primary_need, c.last_seq, p.surname, "
    "p.forename, p.date_of_birth, "
    "p.sex, p.ethnicity, p.upn, p.uln, p.postcode FROM case_file c JOIN person p ON p.id = c.person WHERE {}";

template <class Row>
auto found(soci::session& session, Row& row, const char* where) {
    return (session.prepare << fmt::format(fmt::runtime(found_columns), where), into(row.id), into(row.reference),
            into(row.person), into_maybe(row.setting), into_maybe(row.caseworker), into_maybe(row.team),
            into_maybe(row.primary_need), into(row.last_seq), into(row.surname), into(row.forename),
            into(row.date_of_birth), into_maybe(row.sex), into_maybe(row.ethnicity), into_maybe(row.upn),
            into_maybe(row.uln), into_maybe(row.postcode));
}

struct ByUpn : FoundRow {
    std::string wanted;
    long long after = 0, limit = 0;
    soci::statement run;
    explicit ByUpn(soci::session& session)
        : run((found(session, *this, "p.upn = :wanted AND c.id > :after ORDER BY c.id LIMIT :limit"),
               use(wanted, "wanted"), use(after, "after"), use(limit, "limit"))) {}
};

// Beginnings are ranges: from the letters typed to those letters followed by the last one there is.
struct ByName : FoundRow {
    std::string surname_from, surname_to, forename_from, forename_to;
    MaybeText wanted_setting;
    std::string after_surname, after_forename;
    long long after = 0, limit = 0;
    soci::statement run;
    explicit ByName(soci::session& session)
        : run((found(session, *this,
                     "p.surname_key >= :surname_from AND p.surname_key < :surname_to AND p.forename_key >= "
                     ":forename_from AND "
                     "p.forename_key < :forename_to AND (CAST(:setting AS TEXT) IS NULL OR c.setting = :setting OR "
                     "EXISTS (SELECT 1 FROM "
                     "case_setting s WHERE s.setting = :setting AND s.case_id = c.id)) AND "
                     "(p.surname_key, p.forename_key, c.id) > (:after_surname, :after_forename, :after) "
                     "ORDER BY p.surname_key, p.forename_key, c.id LIMIT :limit"),
               use(surname_from, "surname_from"), use(surname_to, "surname_to"), use(forename_from, "forename_from"),
               use(forename_to, "forename_to"), use_maybe(wanted_setting, "setting"),
               use(after_surname, "after_surname"), use(after_forename, "after_forename"), use(after, "after"),
               use(limit, "limit"))) {}
};

struct BySetting : FoundRow {
    std::string wanted;
    long long after = 0, limit = 0;
    soci::statement run;
    explicit BySetting(soci::session& session)
        : run((found(session, *this,
                     "c.id IN (SELECT s.case_id FROM case_setting s WHERE s.setting = :wanted AND s.case_id > :after "
                     "UNION "
                     "SELECT a.id FROM case_file a WHERE a.setting = :wanted AND a.id > :after) ORDER BY c.id LIMIT "
                     ":limit"),
               use(wanted, "wanted"), use(after, "after"), use(limit, "limit"))) {}
};

struct AllCases : FoundRow {
    long long after = 0, limit = 0;
    soci::statement run;
    explicit AllCases(soci::session& session)
        : run((found(session, *this, "c.id > :after ORDER BY c.id LIMIT :limit"), use(after, "after"),
               use(limit, "limit"))) {}
};

struct NameKeys {
    long long id = 0;
    std::string surname_key, forename_key;
    soci::statement run;
    explicit NameKeys(soci::session& session)
        : run((session.prepare << "SELECT p.surname_key, p.forename_key FROM case_file c JOIN person p ON p.id = "
                                  "c.person WHERE c.id = :id",
               into(surname_key), into(forename_key), use(id, "id"))) {}
};

template <class Row>
std::vector<FoundCase> collect(Row& row) {
    std::vector<FoundCase> cases;
    each_row(row.run, [&] { cases.push_back(row.value()); });
    return cases;
}

constexpr std::string_view last_letter = "\xF4\x8F\xBF\xBF";

}  // namespace

std::vector<FoundCase> cases_by_upn(Reader& reader, std::string_view upn, CaseId after, int limit) {
    auto& row = reader.prepared<ByUpn>();
    row.wanted = upn;
    row.after = after.value;
    row.limit = limit;
    return collect(row);
}

std::vector<FoundCase> cases_by_name(Reader& reader, std::string_view surname, std::string_view forename,
                                     std::string_view setting, CaseId after, int limit) {
    auto& keys = reader.prepared<NameKeys>();
    keys.id = after.value;
    const bool goes_on = after.value != 0 && fetch_one(keys.run);

    auto& row = reader.prepared<ByName>();
    row.surname_from = surname;
    row.surname_to = row.surname_from + std::string(last_letter);
    row.forename_from = forename;
    row.forename_to = row.forename_from + std::string(last_letter);
    row.wanted_setting = setting;
    row.after_surname = goes_on ? keys.surname_key : "";
    row.after_forename = goes_on ? keys.forename_key : "";
    row.after = goes_on ? after.value : 0;
    row.limit = limit;
    return collect(row);
}

std::vector<FoundCase> cases_by_setting(Reader& reader, std::string_view setting, CaseId after, int limit) {
    if (setting.empty()) {
        auto& row = reader.prepared<AllCases>();
        row.after = after.value;
        row.limit = limit;
        return collect(row);
    }
    auto& row = reader.prepared<BySetting>();
    row.wanted = setting;
    row.after = after.value;
    row.limit = limit;
    return collect(row);
}

namespace {

struct CasesAsking {
    std::string setting;
    long long case_id = 0;
    soci::statement run;
    explicit CasesAsking(soci::session& session)
        : run((session.prepare
                   << "SELECT case_id FROM case_setting WHERE setting = :setting AND role = 'advice' ORDER BY case_id",
               into(case_id), use(setting, "setting"))) {}
};

}  // namespace

std::vector<CaseId> cases_asking(Reader& reader, std::string_view setting) {
    std::vector<CaseId> cases;
    auto& row = reader.prepared<CasesAsking>();
    row.setting = setting;
    each_row(row.run, [&] { cases.push_back({row.case_id}); });
    return cases;
}

namespace {

// By which rows a list is found: the few of one caseworker, team or setting, else the clocks by due date.
enum class Lead { due, caseworker, team, setting };

constexpr std::array leads = {
    "clock_index i CROSS JOIN case_file c WHERE c.id = i.case_id",
    "case_file c CROSS JOIN clock_index i WHERE i.case_id = c.id AND c.caseworker = :caseworker",
    "case_file c CROSS JOIN clock_index i WHERE i.case_id = c.id AND c.team = :team",
    "case_file c CROSS JOIN clock_index i WHERE i.case_id = c.id AND c.setting = :setting",
};

// `overdue`, the one predicate: past its last day, not ended by time, and neither a window nor a right of the family. A
// window or right whose time is over is on no list.
constexpr std::string_view due_columns =
    "c.id, c.reference, c.person, c.setting, c.caseworker, c.team, c.primary_need, c.last_seq, p.surname, p.forename, "
    "i.number, i.procedure, i.event, i.clock, i.kind, i.bearer, i.adviser, i.body, i.setting, i.trigger_on, i.due_on, "
    "i.lapses_on, i.exempt_from";
constexpr std::string_view due_sql =
    "SELECT {} FROM {} AND i.due_on IS NOT NULL "
    "AND (i.lapses_on IS NULL OR i.lapses_on > :today) "
    "AND (i.due_on >= :today OR (i.kind <> 'window' AND i.bearer <> 'family')) "
    "{} "
    "AND (:limits_only = 0 OR (i.kind = 'limit' AND i.bearer <> 'family')) "
    "AND (CAST(:team AS TEXT) IS NULL OR c.team = :team) AND (CAST(:caseworker AS TEXT) IS NULL OR c.caseworker = "
    ":caseworker) "
    "AND (CAST(:setting AS TEXT) IS NULL OR c.setting = :setting) AND (CAST(:clock AS TEXT) IS NULL OR i.clock = "
    ":clock) "
    "AND i.due_on < :due_before "
    "AND (i.due_on, i.case_id, i.number) > (:after_due, :after_case, :after_number) ";

// In the order of texts after every day: a range of the index needs an end, or what it is asked for is looked for in all
// that is still to come.
constexpr std::string_view after_every_day = "~";

struct DueParameters {
    MaybeText team, caseworker, setting, clock;
    std::string today, after_due, due_before;
    long long limits_only = 0, after_case = 0, after_number = 0, limit = 0;

    void take(const DueFilter& filter) {
        team = filter.team;
        caseworker = filter.caseworker;
        setting = filter.setting;
        clock = filter.clock ? hyphen_token(*filter.clock) : "";
        today = text_of(filter.today);
        due_before = filter.due_before ? text_of(*filter.due_before) : std::string(after_every_day);
        if (filter.overdue) due_before = std::min(due_before, today);
        limits_only = filter.limits_only ? 1 : 0;
        after_due = filter.after_due;
        after_case = filter.after_case.value;
        after_number = filter.after_number;
        limit = filter.limit;
    }
    /// Into a statement under way.
    soci::details::prepare_temp_type& bind(soci::details::prepare_temp_type& statement) {
        statement, use(today, "today"), use(limits_only, "limits_only"),
            use_maybe(team, "team"), use_maybe(caseworker, "caseworker"), use_maybe(setting, "setting"),
            use_maybe(clock, "clock"), use(due_before, "due_before"), use(after_due, "after_due"),
            use(after_case, "after_case"), use(after_number, "after_number"), use(limit, "limit");
        return statement;
    }
};

/// What one statement reads: what others have before them is read in two parts, because of the windows only those that
/// have not run out are on a list, and most have.
enum class Part { anybodys, ours, owed, windows };

// Word for word the conditions of the indexes in 0006 and 0010.
constexpr std::string_view condition_of(Part part) {
    switch (part) {
        case Part::ours: return "AND i.bearer IN ('authority', 'convenor') AND i.kind <> 'window'";
        case Part::owed: return "AND i.bearer IN ('adviser', 'setting') AND i.kind <> 'window'";
        case Part::windows: return "AND i.kind = 'window' AND i.due_on >= :today";
        case Part::anybodys: break;
    }
    return "";
}

std::string due_query(std::string_view columns, std::string_view from, Part part) {
    return fmt::format(fmt::runtime(due_sql), columns, from, condition_of(part));
}

/// Whose name is shown: a count needs none.
std::string with_person(std::string_view lead) {
    const auto where = lead.find(" WHERE ");
    return fmt::format("{} CROSS JOIN person p{} AND p.id = c.person", lead.substr(0, where), lead.substr(where));
}

constexpr std::string_view lead_of(Lead lead) { return leads[static_cast<std::size_t>(lead)]; }

template <Lead lead, Part part>
struct DueCount {
    DueParameters filter;
    long long count = 0;
    soci::statement run;
    explicit DueCount(soci::session& session)
        : run(filter.bind(
              (session.prepare << "SELECT count(*) FROM (" + due_query("1", lead_of(lead), part) + "LIMIT :limit)", into(count)))) {}
};

template <Lead lead, Part part>
struct DueRows {
    DueParameters filter;
    // row
    long long id = 0, person = 0, last_seq = 0, number = 0, procedure = 0, event = 0;
    std::string reference, surname, forename, clock_id, kind, bearer, trigger_on, due_on;
    MaybeText case_setting, case_caseworker, case_team, primary_need, adviser, body, clock_setting, lapses_on,
        exempt_from;
    soci::statement run;

    explicit DueRows(soci::session& session)
        : run(filter.bind(
              (session.prepare << due_query(due_columns, with_person(lead_of(lead)), part) + "ORDER BY i.due_on, i.case_id, i.number LIMIT :limit",
               into(id), into(reference), into(person), into_maybe(case_setting), into_maybe(case_caseworker),
               into_maybe(case_team), into_maybe(primary_need), into(last_seq), into(surname), into(forename),
               into(number), into(procedure), into(event), into(clock_id), into(kind), into(bearer),
               into_maybe(adviser), into_maybe(body), into_maybe(clock_setting), into(trigger_on), into(due_on),
               into_maybe(lapses_on), into_maybe(exempt_from)))) {}

    DueClock value() const {
        return {{{id},
                 reference,
                 {person},
                 case_setting.str(),
                 case_caseworker.str(),
                 case_team.str(),
                 primary_need.str(),
                 static_cast<int>(last_seq),
                 no_hash},
                {.number = static_cast<int>(number),
                 .procedure = static_cast<int>(procedure),
                 .event = static_cast<int>(event),
                 .clock = stored_clock(clock_id),
                 .kind = stored_word<ClockKind>(kind),
                 .bearer = stored_word<Bearer>(bearer),
                 .adviser = adviser.view().empty() ? std::nullopt : std::optional{stored_word<Adviser>(adviser.view())},
                 .body = body.str(),
                 .setting = clock_setting.str(),
                 .trigger_on = stored_day(trigger_on),
                 .due_on = stored_day(due_on),
                 .lapses_on = stored_day(lapses_on),
                 .exempt_from = stored_day(exempt_from)},
                surname,
                forename};
    }
};

template <Lead lead, Part part>
std::vector<DueClock> due_by(Reader& reader, const DueFilter& filter) {
    auto& row = reader.prepared<DueRows<lead, part>>();
    row.filter.take(filter);
    std::vector<DueClock> due;
    each_row(row.run, [&] { due.push_back(row.value()); });
    return due;
}

template <Lead lead, Part part>
int count_by(Reader& reader, const DueFilter& filter) {
    auto& row = reader.prepared<DueCount<lead, part>>();
    row.filter.take(filter);
    fetch_one(row.run);
    return static_cast<int>(row.count);
}

bool is_before(const DueClock& a, const DueClock& b) {
    return std::tie(a.clock.due_on, a.file.id, a.clock.number) < std::tie(b.clock.due_on, b.file.id, b.clock.number);
}

template <Lead lead>
std::vector<DueClock> due_of(Reader& reader, const DueFilter& filter) {
    switch (filter.whose) {
        case Whose::anybodys: return due_by<lead, Part::anybodys>(reader, filter);
        case Whose::ours: return due_by<lead, Part::ours>(reader, filter);
        case Whose::others: break;
    }
    const auto owed = due_by<lead, Part::owed>(reader, filter);
    const auto windows = due_by<lead, Part::windows>(reader, filter);
    std::vector<DueClock> both;
    std::ranges::merge(owed, windows, std::back_inserter(both), is_before);
    if (both.size() > static_cast<std::size_t>(filter.limit)) both.resize(static_cast<std::size_t>(filter.limit));
    return both;
}

template <Lead lead>
int count_of(Reader& reader, const DueFilter& filter) {
    switch (filter.whose) {
        case Whose::anybodys: return count_by<lead, Part::anybodys>(reader, filter);
        case Whose::ours: return count_by<lead, Part::ours>(reader, filter);
        case Whose::others: break;
    }
    return std::min(filter.limit, count_by<lead, Part::owed>(reader, filter) + count_by<lead, Part::windows>(reader, filter));
}

/// Calls with the lead that finds the fewest rows.
template <class Call>
auto by_lead(const DueFilter& filter, Call call) {
    if (!filter.caseworker.empty()) return call.template operator()<Lead::caseworker>();
    if (!filter.setting.empty()) return call.template operator()<Lead::setting>();
    if (!filter.team.empty()) return call.template operator()<Lead::team>();
    return call.template operator()<Lead::due>();
}

struct OfCaseworker {
    std::string code, reference, caseworker;
    long long id = 0, person = 0, last_seq = 0;
    MaybeText setting, team, primary_need;
    soci::statement run;
    explicit OfCaseworker(soci::session& session)
        : run((
              session.prepare << "SELECT id, reference, person, setting, caseworker, team, primary_need, last_seq FROM "
                                 "case_file WHERE caseworker = :code ORDER BY id",
              into(id), into(reference), into(person), into_maybe(setting), into(caseworker), into_maybe(team),
              into_maybe(primary_need), into(last_seq), use(code, "code"))) {}
};

}  // namespace

std::vector<DueClock> due_clocks(Reader& reader, const DueFilter& filter) {
    return by_lead(filter, [&]<Lead lead>() { return due_of<lead>(reader, filter); });
}

int count_due_clocks(Reader& reader, const DueFilter& filter) {
    return by_lead(filter, [&]<Lead lead>() { return count_of<lead>(reader, filter); });
}

std::vector<CaseFile> cases_of_caseworker(Reader& reader, std::string_view code) {
    std::vector<CaseFile> cases;
    auto& row = reader.prepared<OfCaseworker>();
    row.code = code;
    each_row(row.run, [&] {
        cases.push_back({{row.id},
                         row.reference,
                         {row.person},
                         row.setting.str(),
                         row.caseworker,
                         row.team.str(),
                         row.primary_need.str(),
                         static_cast<int>(row.last_seq),
                         no_hash});
    });
    return cases;
}

}  // namespace ehcp::store
