#include <catch2/catch.hpp>

#include <sstream>

#include "cli/progress_bar.hpp"

using namespace ehcp::cli;
using std::chrono::seconds;

TEST_CASE("the bar says how far, how fast and how long still", "[progress]") {
    struct Row {
        const char* because;
        std::size_t done, all;
        seconds elapsed;
        const char* line;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing is done yet, so no rate can be had", 0, 1000, seconds{0}, "[------------------------------]   0 %  0 cases/s"},
        {"half is done", 20000, 40000, seconds{10}, "[###############---------------]  50 %  2,000 cases/s  0:10 left"},
        {"minutes are left", 1000, 200000, seconds{1}, "[------------------------------]   0 %  1,000 cases/s  3:19 left"},
        {"all is done", 40000, 40000, seconds{20}, "[##############################] 100 %  2,000 cases/s  0:00 left"},
        {"there was nothing to do", 0, 0, seconds{0}, "[##############################] 100 %  0 cases/s"},
    }));
    CAPTURE(row.because);
    CHECK(progress_line(row.done, row.all, "cases", row.elapsed) == row.line);
}

TEST_CASE("where nobody watches, nothing is drawn", "[progress]") {
    std::ostringstream out;
    {
        ProgressBar bar(out, false, 100, "cases");
        bar.show(50);
    }
    CHECK(out.str().empty());
    {
        ProgressBar bar(out, true, 100, "cases");
        bar.show(50);
    }
    CHECK(out.str().find("50 %") != std::string::npos);
    CHECK(out.str().ends_with("\r\x1b[K"));
}
