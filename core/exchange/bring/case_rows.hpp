#pragma once
// The rows of a caseload as cases: each a child, a file and the events that its dates amount to. Pure: no record, no
// clock.

#include "core/exchange/bring/brought.hpp"
#include "core/exchange/bring/mapping.hpp"
#include "core/exchange/bring/sheet.hpp"

namespace ehcp::exchange {

class CaseRows : public CaseStream {
public:
    /// Refuses a mapping that names a column which the sheet does not have. Both must outlive it.
    static Result<CaseRows> over(const Sheet& sheet, const Mapping& mapping, Day today, Instant now);

    Result<bool> next(BroughtCase& brought) override;
    std::string_view source() const override { return mapping_->source; }
    std::string_view unit() const override { return sheet_->unit; }
    std::size_t size() const override { return sheet_->rows.size(); }

    /// Headings that no field is taken from.
    std::vector<std::string> unused() const;

private:
    struct Bound {
        const MappedColumn* mapped;
        std::optional<std::size_t> at;  ///< which cell
    };
    CaseRows(const Sheet& sheet, const Mapping& mapping, Day today, Instant now)
        : sheet_(&sheet), mapping_(&mapping), today_(today), now_(now) {}

    const Sheet* sheet_;
    const Mapping* mapping_;
    Day today_;
    Instant now_;
    std::vector<Bound> bound_;
    std::size_t next_ = 0;
};

}  // namespace ehcp::exchange
