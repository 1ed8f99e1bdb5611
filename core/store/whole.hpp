#pragma once
// The record table by table, as rows of numbers and texts: for a whole export and for reading one back (tables.hpp).

#include <functional>
#include <span>
#include <variant>

#include "core/store/reader.hpp"
#include "core/store/tables.hpp"

namespace ehcp::store {

/// std::monostate where nothing stands. Texts belong to whoever made the value.
using CarriedValue = std::variant<std::monostate, std::int64_t, std::string_view>;

struct CarriedColumn {
    std::string_view name;
    bool is_number;
};
/// Of a table's list; made once.
std::vector<CarriedColumn> columns_of(const CarriedTable& table);
const CarriedTable* carried_table(std::string_view name);

/// Every row, by the table's key. The values are gone when the visitor returns. Returns how many there were.
std::int64_t each_carried_row(Reader& reader, const CarriedTable& table,
                              const std::function<void(std::span<const CarriedValue>)>& visit);

/// Puts rows into tables, in the order in which they come.
class RowLoader {
public:
    explicit RowLoader(Transaction& transaction);
    ~RowLoader();
    /// As many values as the table has columns. Throws DatabaseError for what the schema does not take.
    void put(const CarriedTable& table, std::span<const CarriedValue> values);

private:
    struct Statements;
    std::unique_ptr<Statements> statements_;
};

/// The first carried table that has rows; empty: the record is new.
std::string_view first_filled_table(Reader& reader);

/// Loads of a size that would take hours in small steps.
void prepare_for_bulk(Connection& connection);

}  // namespace ehcp::store
