#pragma once
// A return as it is sent: one XML message, or the set of CSV tables that the Department's own system exports. Both are
// written as the people come, and are the same for the same record and header.

#include <array>
#include <filesystem>
#include <fstream>
#include <iosfwd>

#include "core/exchange/sen2/layout.hpp"

namespace ehcp::exchange::sen2 {

/// What the return says of itself.
struct Heading {
    std::string lea;  ///< the authority's three digits
    std::string software_code = "EHCP", release;
    int serial = 1;
    std::string date_time;               ///< "2026-01-20T09:30:00"
    std::string dmo = {}, dco = {}, dsco = {};  ///< empty: not said
};

std::string xml_head(const Heading& heading, const Layout& layout);
std::string xml_of(const std::vector<Element>& people, const Layout& layout);
std::string xml_foot(const Layout& layout);

/// Writes sen2.csv, person.csv and the others into a directory. Throws std::runtime_error when a file cannot be written.
class CsvSet {
public:
    /// `prefix`: what stands before each table's name.
    CsvSet(std::filesystem::path directory, std::string prefix, const Heading& heading, const Layout& layout);
    void add(const std::vector<Element>& people);
    void close();

private:
    struct Table {
        std::ofstream out;
        std::int64_t rows = 0;
    };
    void open(const ModuleRule& rule, std::string_view parent);
    void add(const Element& element, std::int64_t parent_id, std::int64_t order);

    std::filesystem::path directory_;
    std::string prefix_;
    const Layout& layout_;
    std::array<Table, count_of<Module>> tables_;
};

}  // namespace ehcp::exchange::sen2
