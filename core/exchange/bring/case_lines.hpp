#pragma once
// Whole histories: a case a line as JSON (NDJSON), with its child, its contacts and its events as `ehcp clocks` and the
// API take them. The mapping of another system is done by whoever writes the file.

#include "core/exchange/bring/brought.hpp"

namespace ehcp::exchange {

class CaseLines : public CaseStream {
public:
    /// `text` is UTF-8 and must outlive it, like `source`.
    CaseLines(std::string_view text, std::string_view source, Instant now);

    /// Refuses a line that is larger than any case; what else is wrong with a line is a fault of that line.
    Result<bool> next(BroughtCase& brought) override;
    std::string_view source() const override { return source_; }
    std::string_view unit() const override { return "line"; }
    std::size_t size() const override { return lines_; }

private:
    std::string_view rest_, source_;
    Instant now_;
    std::size_t line_ = 0, lines_ = 0;
};

}  // namespace ehcp::exchange
