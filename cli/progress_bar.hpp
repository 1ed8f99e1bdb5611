#pragma once
// One line on a terminal: how far, how fast, how long still. Draws nothing where nobody watches.

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace ehcp::cli {

/// "[##########----------]  50 %   41,200 cases/s   0:03 left": what the bar draws.
std::string progress_line(std::size_t done, std::size_t all, std::string_view what, std::chrono::duration<double> elapsed);

class ProgressBar {
public:
    ProgressBar(std::ostream& out, bool shown, std::size_t all, std::string what);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(std::size_t done);

private:
    std::ostream& out_;
    bool shown_;
    std::size_t all_;
    std::string what_;
    std::chrono::steady_clock::time_point begun_, drawn_{};
};

}  // namespace ehcp::cli
