#include "core/exchange/case_file/pdf.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace ehcp::exchange {
namespace {

namespace fs = std::filesystem;

// GNU timeout ends what it started, and all that this started, with status 124.
constexpr const char* timeout_program = "/usr/bin/timeout";
constexpr const char* longest = "60";  // seconds
constexpr int took_too_long = 124;

/// Gone with everything in it, because it holds a child's file.
struct Folder {
    std::string path = (fs::temp_directory_path() / "ehcp-pdf-XXXXXX").string();
    Folder() {
        if (!mkdtemp(path.data())) throw std::runtime_error("no temporary folder can be made for a PDF");
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path operator/(const char* name) const { return fs::path(path) / name; }
};

/// Runs a program to its end, without a shell, its words nowhere to be seen.
int run(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no program can be started to make a PDF");
    if (child == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

std::optional<fs::path> chromium_here() {
    if (const auto* const named = std::getenv("EHCP_CHROMIUM"))
        return access(named, X_OK) == 0 ? std::optional<fs::path>{named} : std::nullopt;
    const auto* const places = std::getenv("PATH");
    std::string_view rest = places ? places : "";
    while (!rest.empty()) {
        const auto place = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), place.size() + 1));
        for (const auto* const name : {"chromium", "chromium-browser", "google-chrome"})
            if (const auto program = fs::path(place) / name; access(program.c_str(), X_OK) == 0) return program;
    }
    return std::nullopt;
}

Result<std::string> pdf_of(const std::string& html) {
    const auto chromium = chromium_here();
    if (!chromium)
        return Error{Refusal::not_available,
                     "there is no Chromium on this machine to make a PDF; take the HTML and print it from a browser, or "
                     "install the package 'chromium'",
                     "format"};
    const Folder folder;
    const auto page = folder / "case.html", pdf = folder / "case.pdf";
    std::ofstream(page, std::ios::binary) << html;
    std::vector<std::string> words = {timeout_program,
                                      "--kill-after=5",
                                      longest,
                                      chromium->string(),
                                      "--headless",
                                      "--disable-gpu",
                                      "--disable-dev-shm-usage",
                                      "--no-first-run",
                                      "--disable-extensions",
                                      "--disable-background-networking",
                                      "--host-resolver-rules=MAP * ~NOTFOUND",
                                      "--no-pdf-header-footer",
                                      "--user-data-dir=" + (folder / "profile").string(),
                                      "--print-to-pdf=" + pdf.string()};
    // Its sandbox does not start for root; what it is given is ours, escaped, and has no script.
    if (geteuid() == 0) words.emplace_back("--no-sandbox");
    words.push_back("file://" + page.string());
    const int status = run(words);
    if (status == took_too_long)
        throw std::runtime_error(fmt::format("Chromium did not make a PDF within {} seconds", longest));
    std::ifstream made(pdf, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(made), {}};
    if (status != 0 || !bytes.starts_with("%PDF"))
        throw std::runtime_error(fmt::format("Chromium ({}) made no PDF; it ended with status {}", chromium->string(), status));
    return bytes;
}

}  // namespace ehcp::exchange
