#include "core/store/bank_holidays.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct AddHoliday {
    std::string day, title, source;
    long long learned_at = 0;
    soci::statement run;
    explicit AddHoliday(soci::session& session)
        : run((session.prepare << "INSERT INTO bank_holiday (day, title, source, learned_at) VALUES (:day, :title, "
                                  ":source, :learned_at) ON CONFLICT (day) DO NOTHING",
               use(day, "day"), use(title, "title"), use(source, "source"), use(learned_at, "learned_at"))) {}
};

struct LearntHolidays {
    std::string day, title, source;
    long long learned_at = 0;
    soci::statement run;
    explicit LearntHolidays(soci::session& session)
        : run((session.prepare << "SELECT day, title, source, learned_at FROM bank_holiday ORDER BY day", into(day),
               into(title), into(source), into(learned_at))) {}
};

}  // namespace

void add_holiday(Transaction& transaction, const LearntHoliday& holiday) {
    auto& row = transaction.prepared<AddHoliday>();
    row.day = text_of(holiday.day);
    row.title = holiday.title;
    row.source = holiday.source;
    row.learned_at = seconds_of(holiday.learned_at);
    row.run.execute(true);
}

std::vector<LearntHoliday> learnt_holidays(Reader& reader) {
    std::vector<LearntHoliday> all;
    auto& row = reader.prepared<LearntHolidays>();
    each_row(row.run, [&] { all.push_back({stored_day(row.day), row.title, row.source, instant_of(row.learned_at)}); });
    return all;
}

}  // namespace ehcp::store
