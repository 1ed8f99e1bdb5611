#include "core/store/scan.hpp"

#include <algorithm>

#include "core/store/bind.hpp"
#include "core/store/engine.hpp"
#include "core/store/stored_event.hpp"

namespace ehcp::store {
namespace {

struct ScanFiles {
    engine::Rows rows;
    explicit ScanFiles(soci::session& session)
        : rows(session,
               "SELECT c.id, c.reference, c.setting, c.caseworker, c.team, c.primary_need, c.last_seq, c.head_hash, "
               "p.sex, p.ethnicity, "
               "p.date_of_birth FROM case_file c CROSS JOIN person p WHERE p.id = c.person AND c.id >= :1 AND c.id <= "
               ":2 ORDER BY c.id") {}
};

struct ScanEvents {
    engine::Rows rows;
    explicit ScanEvents(soci::session& session)
        : rows(session,
               "SELECT case_id, seq, entry, type, on_date, recorded_at, recorded_by, recorded_as, body, hash, "
               "text_hash FROM event "
               "WHERE case_id >= :1 AND case_id <= :2 ORDER BY case_id, seq") {}
};

struct ScanProcedures {
    engine::Rows rows;
    explicit ScanProcedures(soci::session& session)
        : rows(session,
               "SELECT case_id, kind, state, opened_on, ended_on, lapses_after, origin FROM procedure_index "
               "WHERE case_id >= :1 AND case_id <= :2 ORDER BY case_id, number") {}
};

struct ScanClocks {
    engine::Rows rows;
    explicit ScanClocks(soci::session& session)
        : rows(session,
               "SELECT case_id, number, procedure, event, clock, kind, bearer, adviser, body, setting, trigger_on, "
               "due_on, lapses_on, "
               "exempt_from FROM clock_index WHERE case_id >= :1 AND case_id <= :2 ORDER BY case_id, number") {}
};

struct ScanSettings {
    engine::Rows rows;
    explicit ScanSettings(soci::session& session)
        : rows(session,
               "SELECT case_id, setting, role FROM case_setting WHERE case_id >= :1 AND case_id <= :2 "
               "ORDER BY case_id, setting, role") {}
};

/// The indexes of the cases of a range, one case after the other.
class IndexScan {
public:
    IndexScan(Reader& reader, const ScanRange& range)
        : procedures_(reader.prepared<ScanProcedures>().rows),
          clocks_(reader.prepared<ScanClocks>().rows),
          settings_(reader.prepared<ScanSettings>().rows) {
        for (auto* const rows : {&procedures_, &clocks_, &settings_})
            rows->bind(1, range.first.value).bind(2, range.last.value);
        more_procedures_ = procedures_.next();
        more_clocks_ = clocks_.next();
        more_settings_ = settings_.next();
    }
    ~IndexScan() {
        for (auto* const rows : {&procedures_, &clocks_, &settings_}) rows->finish();
    }
    IndexScan(const IndexScan&) = delete;
    IndexScan& operator=(const IndexScan&) = delete;

    const CaseIndex& of(std::int64_t id) {
        index_.procedures.clear();
        index_.clocks.clear();
        index_.settings.clear();
        for (; more_procedures_ && procedures_.number(0) <= id; more_procedures_ = procedures_.next()) {
            if (procedures_.number(0) == id) procedure();
        }
        for (; more_clocks_ && clocks_.number(0) <= id; more_clocks_ = clocks_.next()) {
            if (clocks_.number(0) == id) clock();
        }
        for (; more_settings_ && settings_.number(0) <= id; more_settings_ = settings_.next()) {
            if (settings_.number(0) != id) continue;
            index_.settings.push_back({std::string(settings_.text(1)), stored_word<SettingRole>(settings_.text(2))});
        }
        std::ranges::sort(index_.settings);
        return index_;
    }

private:
    static std::optional<Day> day(const engine::Rows& rows, int column) {
        return rows.is_null(column) ? std::nullopt : std::optional{stored_day(rows.text(column))};
    }
    void procedure() {
        index_.procedures.push_back({stored_word<ProcedureKind>(procedures_.text(1)),
                                     stored_word<State>(procedures_.text(2)), stored_day(procedures_.text(3)),
                                     day(procedures_, 4), day(procedures_, 5),
                                     procedures_.is_null(6) ? -1 : static_cast<int>(procedures_.number(6))});
    }
    void clock() {
        index_.clocks.push_back(
            {.number = static_cast<int>(clocks_.number(1)),
             .procedure = static_cast<int>(clocks_.number(2)),
             .event = static_cast<int>(clocks_.number(3)),
             .clock = stored_clock(clocks_.text(4)),
             .kind = stored_word<ClockKind>(clocks_.text(5)),
             .bearer = stored_word<Bearer>(clocks_.text(6)),
             .adviser = clocks_.is_null(7) ? std::nullopt : std::optional{stored_word<Adviser>(clocks_.text(7))},
             .body = std::string(clocks_.text(8)),
             .setting = std::string(clocks_.text(9)),
             .trigger_on = stored_day(clocks_.text(10)),
             .due_on = day(clocks_, 11),
             .lapses_on = day(clocks_, 12),
             .exempt_from = day(clocks_, 13)});
    }

    engine::Rows& procedures_;
    engine::Rows& clocks_;
    engine::Rows& settings_;
    bool more_procedures_ = false, more_clocks_ = false, more_settings_ = false;
    CaseIndex index_;
};

/// One pass over a range: two queries side by side, both in the order of the cases.
class Scan {
public:
    Scan(Reader& reader, const ScanRange& range, const std::function<void(const ScannedCase&)>& visit)
        : files_(reader.prepared<ScanFiles>().rows),
          rows_(reader.prepared<ScanEvents>().rows),
          range_(range),
          visit_(visit) {
        files_.bind(1, range.first.value).bind(2, range.last.value);
        rows_.bind(1, range.first.value).bind(2, range.last.value);
        if (range.with_index) index_.emplace(reader, range);
    }
    ~Scan() {
        files_.finish();
        rows_.finish();
    }
    Scan(const Scan&) = delete;
    Scan& operator=(const Scan&) = delete;

    std::int64_t run() {
        more_ = rows_.next();
        while (files_.next()) one_case();
        return seen_;
    }

private:
    void one_case() {
        events_.clear();
        recorded_.clear();
        arena_.clear();
        broken_at_.reset();
        broken_because_ = {};
        previous_ = no_hash;

        ScannedCase scanned{};
        const auto id = files_.number(0);
        while (more_ && rows_.number(0) < id)
            more_ = rows_.next();  // events without a case: the foreign key check names them
        for (; more_ && rows_.number(0) == id; more_ = rows_.next()) one_event(id);
        if (range_.known_until && events_.empty()) return;

        scanned.id = {id};
        scanned.reference = files_.text(1);
        scanned.setting = files_.text(2);
        scanned.caseworker = files_.text(3);
        scanned.team = files_.text(4);
        scanned.primary_need = files_.text(5);
        scanned.last_seq = static_cast<int>(files_.number(6));
        scanned.head = hash_from(files_.text(7)).value_or(no_hash);
        scanned.sex = files_.text(8);
        scanned.ethnicity = files_.text(9);
        scanned.date_of_birth = day_from(files_.text(10)).value_or(Day{});
        scanned.events = events_;
        scanned.recorded = recorded_;
        if (range_.check_chain && !range_.known_until) check_head(scanned);
        scanned.broken_at = broken_at_;
        scanned.broken_because = broken_because_;
        if (index_) scanned.index = &index_->of(id);
        visit_(scanned);
    }

    void one_event(std::int64_t id) {
        const auto at = instant_of(rows_.number(5));
        if (range_.known_until && at > *range_.known_until) return;
        ++seen_;
        const auto stored = hash_from(rows_.text(9));
        if (range_.check_chain) check_link(id, stored);
        previous_ = stored.value_or(no_hash);
        recorded_.push_back(
            {rows_.number(2), at, actor(rows_.text(6)), actor(rows_.text(7)), previous_, !rows_.is_null(10)});
        if (broken_at_) return;  // what follows cannot be numbered, and need not be read
        try {
            events_.push_back(decode_event(rows_.text(3), rows_.text(4), rows_.text(8), "", arena_));
        } catch (const DatabaseError&) {
            if (!range_.check_chain) throw;
            note_break(static_cast<int>(rows_.number(1)), "it cannot be read");
        }
    }

    void check_link(std::int64_t id, const std::optional<Hash>& stored) {
        if (broken_at_) return;
        const auto seq = rows_.number(1);
        const auto expected = static_cast<std::int64_t>(events_.size());
        if (seq != expected) return note_break(static_cast<int>(expected), "it is missing from the log");
        const auto text = rows_.is_null(10) ? std::optional<Hash>{} : hash_from(rows_.text(10));
        const auto hash = event_hash({id, seq, rows_.number(2), rows_.text(3), rows_.text(4), rows_.number(5),
                                      rows_.text(6), rows_.text(7), rows_.text(8), text ? &*text : nullptr},
                                     previous_);
        if (stored != hash || text.has_value() == rows_.is_null(10)) {
            note_break(static_cast<int>(seq),
                       "what it says, or where it stands, is not what was hashed when it was entered");
        }
    }

    // The row of the case says how long the log is and how it ends.
    void check_head(const ScannedCase& scanned) {
        const auto length = static_cast<int>(events_.size());
        if (broken_at_) return;
        if (length <= scanned.last_seq) {
            note_break(length, length == scanned.last_seq ? "the last event of the case is missing from the log"
                                                          : "the last events of the case are missing from the log");
        } else if (length - 1 > scanned.last_seq) {
            note_break(scanned.last_seq + 1, "the row of the case does not know of it");
        } else if (scanned.head != previous_) {
            note_break(scanned.last_seq, "the row of the case holds another hash of it");
        }
    }

    void note_break(int event, std::string_view because) {
        broken_at_ = event;
        broken_because_ = because;
    }

    // The same few people and roles enter most events: a name is kept once a case.
    std::string_view actor(std::string_view text) {
        for (auto each = recorded_.rbegin(); each != recorded_.rend() && each - recorded_.rbegin() < 2; ++each) {
            if (each->by == text) return each->by;
            if (each->as == text) return each->as;
        }
        return arena_.keep(text);
    }

    engine::Rows& files_;
    engine::Rows& rows_;
    const ScanRange& range_;
    const std::function<void(const ScannedCase&)>& visit_;
    std::optional<IndexScan> index_;
    bool more_ = false;
    std::int64_t seen_ = 0;
    std::vector<Event> events_;
    std::vector<Recorded> recorded_;
    Arena arena_;
    Hash previous_ = no_hash;
    std::optional<int> broken_at_;
    std::string_view broken_because_;
};

}  // namespace

std::int64_t scan_cases(Reader& reader, const ScanRange& range, const std::function<void(const ScannedCase&)>& visit) {
    return Scan(reader, range, visit).run();
}

Totals totals(Reader& reader) {
    engine::Rows last(reader.session(),
                      "SELECT COALESCE((SELECT value FROM counter WHERE name = 'case'), 0), COALESCE((SELECT value "
                      "FROM counter WHERE name = 'entry'), 0)");
    last.next();
    const Totals totals{last.number(0), last.number(1)};
    last.finish();
    return totals;
}

std::vector<ScanRange> split_cases(Reader& reader, int parts) {
    const auto last = totals(reader).cases;
    // Whole blocks, so that each part can make the digests of its own blocks.
    const auto blocks = last / seal_block + 1;
    std::vector<ScanRange> ranges;
    std::int64_t from = 0;
    for (int part = 1; part <= parts; ++part) {
        const auto to = blocks * part / parts * seal_block;
        if (to == from) continue;
        ranges.push_back({.first = {from}, .last = {to - 1}});
        from = to;
    }
    ranges.back().last = {std::numeric_limits<std::int64_t>::max()};
    return ranges;
}

}  // namespace ehcp::store
