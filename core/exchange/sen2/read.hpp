#pragma once
// A return read back, from the XML message or from the set of CSV tables. Whatever is not as the year's layout has it is
// refused, with the line or the row: nothing is read by half.

#include <functional>
#include <span>

#include "core/exchange/sen2/layout.hpp"
#include "core/exchange/sen2/write.hpp"

namespace ehcp::exchange::sen2 {

struct ReadReturn {
    Layout layout;
    Heading heading;
    std::vector<Element> people;
};

using LayoutOf = std::function<Result<Layout>(int year)>;

/// The most that is read: far more than the largest authority's return.
inline constexpr std::size_t largest_return = 512U << 20U;

/// `text` is used up. Entities other than the five of XML, and a DOCTYPE, are refused.
Result<ReadReturn> read_xml(std::string text, const LayoutOf& layout_of);

struct CsvFile {
    std::string name;  ///< for messages
    std::string text;
};
/// Tables are known by their first column ("persontableid"). Refuses a table that is missing or there twice, and rows
/// that belong to none.
Result<ReadReturn> read_csv(std::span<const CsvFile> files, const LayoutOf& layout_of);

}  // namespace ehcp::exchange::sen2
