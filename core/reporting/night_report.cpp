#include "core/reporting/night_report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "core/reporting/render.hpp"

namespace ehcp::reporting {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::function<void(std::ostream&)>& content) {
    const fs::path unfinished = fmt::format("{}.{}.part", file.string(), getpid());
    {
        std::ofstream out(unfinished, std::ios::binary);
        content(out);
        out.flush();
        if (!out)
            throw std::runtime_error("cannot write " + unfinished.string() +
                                     "; is there room, and may we write there?");
    }
    fs::rename(unfinished, file);
}

}  // namespace

void write_file(const fs::path& file, std::string_view content) {
    write(file, [&](std::ostream& out) { out << content; });
}

void write_reports(const fs::path& folder, std::string_view title, const std::vector<Report>& reports) {
    fs::create_directories(folder);
    std::vector<const Report*> all;
    for (const Report& report : reports) {
        all.push_back(&report);
        write(folder / (report.name + ".json"), [&](std::ostream& out) { render_json(report, out); });
        for (std::size_t t = 0; t < report.tables.size(); ++t) {
            const Table& table = report.tables[t];
            const auto name = t == 0 ? report.name : report.name + '-' + table.key;
            write(folder / (name + ".csv"), [&](std::ostream& out) { render_csv(table, out); });
        }
    }
    write(folder / "night.html", [&](std::ostream& out) { render_html(title, all, out); });
}

}  // namespace ehcp::reporting
