#include <fmt/format.h>

#include <istream>

#include "core/casework/case_file.hpp"
#include "core/casework/learnt_dates.hpp"
#include "core/casework/verify.hpp"
#include "core/exchange/whole/record_line.hpp"
#include "core/exchange/whole/whole_record.hpp"
#include "core/store/scan.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 20;

class RecordReading {
public:
    RecordReading(store::Transaction& transaction, std::istream& in, const std::function<bool()>& stopped,
                  const std::function<void(std::int64_t)>& progress)
        : transaction_(transaction), in_(in), stopped_(stopped), progress_(progress), loader_(transaction) {}

    Result<WholeRecord> run(const WorkingCalendar& shipped) {
        if (const auto filled = store::first_filled_table(transaction_); !filled.empty())
            return Error{Refusal::conflict,
                         fmt::format("the record is not empty: its table '{}' has rows; a whole record is read into a "
                                     "new one (name another with --db)",
                                     filled),
                         "--db"};
        const auto end = read_rows();
        if (end.has_error()) return end.error();
        if (const auto counted = check_counts(*end); counted.has_error()) return counted.error();
        if (const auto proved = prove(*end, shipped); proved.has_error()) return proved.error();
        const auto totals = store::totals(transaction_);
        return WholeRecord{rows_, totals.cases, totals.events, end->digest};
    }

private:
    Error at_line(const Error& error) const {
        return {error.kind, fmt::format("line {}: {} (nothing was kept)", line_, error.message), "FILE"};
    }

    Result<EndOfRecord> read_rows() {
        RecordLineReader reader;
        std::string text;
        while (next(text)) {
            if (text.size() > longest_line) return at_line({Refusal::too_large, "it is longer than any row can be"});
            if (line_ == 1) {
                if (const auto heading = RecordLineReader::read_heading(text); heading.has_error())
                    return at_line(heading.error());
                continue;
            }
            const auto line = reader.read(text);
            if (line.has_error()) return at_line(line.error());
            if (!(*line)->table) {
                if (next(text)) return at_line({Refusal::bad_value, "something follows the last line of the export"});
                return (*line)->end;
            }
            loader_.put(*(*line)->table, (*line)->values);
            ++counts_[std::string((*line)->table->name)];
            if (++rows_ % 1000 != 0) continue;
            if (stopped_())
                return Error{Refusal::not_available, "stopped; nothing was kept, so the same command begins again"};
            if (progress_) progress_(rows_);
        }
        return Error{Refusal::bad_value,
                     line_ == 0 ? "the file is empty"
                                : fmt::format("the file ends after line {} without the line that says it is whole; is "
                                              "it cut short? (nothing was kept)",
                                              line_),
                     "FILE"};
    }

    bool next(std::string& text) {
        if (!std::getline(in_, text)) return false;
        ++line_;
        if (text.ends_with('\r')) text.pop_back();
        return true;
    }

    Result<void> check_counts(const EndOfRecord& end) const {
        for (const auto& [table, count] : end.rows) {
            const auto read = counts_.find(table);
            if ((read == counts_.end() ? 0 : read->second) != count)
                return Error{Refusal::bad_value, fmt::format("the export says that '{}' has {} rows, and {} came; rows "
                                                             "are missing or doubled (nothing was kept)",
                                                             table, count, read == counts_.end() ? 0 : read->second)};
        }
        for (const auto& [table, count] : counts_) {
            if (!end.rows.contains(table))
                return Error{
                    Refusal::bad_value,
                    fmt::format("the export does not count the rows of '{}', of which {} came (nothing was kept)",
                                table, count)};
        }
        return {};
    }

    /// The chain of every case, its indexes from the fold, and the digest over all heads.
    Result<void> prove(const EndOfRecord& end, const WorkingCalendar& shipped) {
        const auto calendar = casework::calendar_of(transaction_, shipped);
        const store::ClosureBook closures(transaction_);
        std::vector<Closure> buffer;
        std::vector<std::pair<store::CaseId, store::CaseIndex>> indexes;
        std::optional<std::string> broken;
        const auto write_indexes = [&] {
            for (const auto& [id, index] : indexes) store::insert_index(transaction_, id, index);
            indexes.clear();
        };
        // A range at a time: what a scan reads must not be written under it.
        constexpr std::int64_t together = 1000;
        const auto last = store::totals(transaction_).cases;
        for (std::int64_t from = 1; from <= last && !broken; from += together) {
            store::scan_cases(transaction_, {.first = {from}, .last = {from + together - 1}, .check_chain = true},
                              [&](const store::ScannedCase& each) {
                                  if (broken) return;
                                  if (each.broken_at) {
                                      broken = fmt::format("event {} of {}: {}", *each.broken_at, each.reference,
                                                           each.broken_because);
                                      return;
                                  }
                                  const auto view = casework::fold_recorded(
                                      each.events, closures.relevant(each.events, buffer), calendar, each.reference);
                                  indexes.emplace_back(each.id, store::index_of_case(each.events, view));
                              });
            write_indexes();
        }
        if (broken)
            return Error{Refusal::bad_value,
                         fmt::format("the log is not the one that was exported: {} (nothing was kept)", *broken)};
        const auto seal = casework::make_seal(transaction_, Day{}, Instant{});
        if (seal.entries != end.entries || seal.digest != end.digest)
            return Error{Refusal::bad_value,
                         "the digest over the last event of every case is not the one in the export; it was changed on "
                         "the way (nothing was kept)"};
        return {};
    }

    store::Transaction& transaction_;
    std::istream& in_;
    const std::function<bool()>& stopped_;
    const std::function<void(std::int64_t)>& progress_;
    store::RowLoader loader_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
    std::int64_t rows_ = 0;
    std::size_t line_ = 0;
};

}  // namespace

Result<WholeRecord> read_whole_record(store::Connection& connection, std::istream& in, const WorkingCalendar& shipped,
                                      const std::function<bool()>& stopped,
                                      const std::function<void(std::int64_t rows)>& progress) {
    store::prepare_for_bulk(connection);
    store::Transaction transaction(connection);
    const auto read = RecordReading(transaction, in, stopped, progress).run(shipped);
    if (!read.has_error()) transaction.commit();
    return read;
}

}  // namespace ehcp::exchange
