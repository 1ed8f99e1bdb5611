#include "core/reporting/render.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
// Of itself in C++20; clang 16, which builds the fuzzers, wants it said.
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string grouped(std::int64_t n) {
    auto digits = std::to_string(n);
    const std::ptrdiff_t first = n < 0 ? 1 : 0;
    for (auto place = std::ssize(digits) - 3; place > first; place -= 3)
        digits.insert(static_cast<std::size_t>(place), 1, ',');
    return digits;
}

}  // namespace

std::string shown(const Cell& cell) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string("–"); }, [](std::int64_t n) { return grouped(n); },
                   [](double x) { return fmt::format("{:.1f}", x); },
                   [](bool yes) { return std::string(yes ? "yes" : "no"); }, [](Day day) { return text_of(day); },
                   [](const std::string& text) { return text; }},
        cell);
}

std::string plain(const Cell& cell) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string(); }, [](std::int64_t n) { return std::to_string(n); },
                   [](double x) { return fmt::format("{:.1f}", x); },
                   [](bool yes) { return std::string(yes ? "true" : "false"); }, [](Day day) { return text_of(day); },
                   [](const std::string& text) { return text; }},
        cell);
}

void render(const Report& report, Format format, std::ostream& out) {
    switch (format) {
        case Format::table:
            return render_table(report, out);
        case Format::csv:
            return render_csv(report.tables.front(), out);
        case Format::json:
            return render_json(report, out);
        case Format::html:
            return render_html(report, out);
    }
}

}  // namespace ehcp::reporting
