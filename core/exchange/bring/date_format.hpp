#pragma once
// How another system writes its dates: "DD/MM/YYYY", "D MMM YY". Nothing is guessed: a date is read as the mapping
// says, or as 2026-02-28, which can only mean one day.

#include <vector>

#include "core/engine/result.hpp"
#include "core/time/day.hpp"

namespace ehcp::exchange {

class DateFormat {
public:
    /// YYYY or YY, MMMM (February), MMM (Feb), MM or M, DD or D, and what stands between them. Refuses anything else.
    static Result<DateFormat> parse(std::string_view text);

    /// A time of day after it is passed over. No answer for what is not of this form, or is no date.
    std::optional<Day> read(std::string_view text) const;
    const std::string& text() const { return text_; }
    /// Whether 01/02 could be another day under the other.
    bool contradicts(const DateFormat& other) const;

private:
    enum class Part : char { literal, year, short_year, month, month_name, day };
    struct Piece {
        Part part;
        char literal;
    };
    std::string text_;
    std::vector<Piece> pieces_;
};

/// By the formats in their order, else as 2026-02-28.
std::optional<Day> read_date(std::string_view text, const std::vector<DateFormat>& formats);

}  // namespace ehcp::exchange
