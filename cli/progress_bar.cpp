#include "cli/progress_bar.hpp"

#include <fmt/format.h>

#include <ostream>

namespace ehcp::cli {
namespace {

constexpr std::size_t width = 30;
constexpr std::chrono::milliseconds redrawn_every{100};
constexpr std::string_view clear_line = "\r\x1b[K";

std::string grouped(std::uint64_t number) {
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

}  // namespace

std::string progress_line(std::size_t done, std::size_t all, std::string_view what, std::chrono::duration<double> elapsed) {
    const auto filled = all == 0 ? width : width * done / all;
    const double rate = elapsed.count() > 0 ? static_cast<double>(done) / elapsed.count() : 0;
    auto line = fmt::format("[{:#<{}}{:-<{}}] {:3} %  {} {}/s", "", filled, "", width - filled, all == 0 ? 100 : 100 * done / all,
                            grouped(static_cast<std::uint64_t>(rate)), what);
    if (rate > 0) {
        const auto left = static_cast<std::uint64_t>(static_cast<double>(all - done) / rate + 0.5);
        line += fmt::format("  {}:{:02} left", left / 60, left % 60);
    }
    return line;
}

ProgressBar::ProgressBar(std::ostream& out, bool shown, std::size_t all, std::string what)
    : out_(out), shown_(shown), all_(all), what_(std::move(what)), begun_(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() {
    if (shown_) out_ << clear_line << std::flush;
}

void ProgressBar::show(std::size_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - drawn_ < redrawn_every) return;
    drawn_ = now;
    out_ << clear_line << progress_line(done, all_, what_, now - begun_) << std::flush;
}

}  // namespace ehcp::cli
