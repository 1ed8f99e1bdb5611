// Promises that no compiler keeps: who may include what, who may ask what time it is, what the README must mention.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> sources_in(const std::string& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp") files.push_back(entry.path());
    }
    return files;
}

/// "core/law/plan.hpp" belongs to the layer "core/law", "cli/law.cpp" to "cli".
std::string layer_of(const std::string& path) {
    const auto first = path.find('/');
    if (path.starts_with("core/") || path.starts_with("service/")) return path.substr(0, path.find('/', first + 1));
    return path.substr(0, first);
}

std::vector<std::string> includes_of(const fs::path& file) {
    std::vector<std::string> found;
    const std::string text = text_of(file);
    static const std::regex include(R"(^\s*#include\s*["<]([^">]+)[">])", std::regex::multiline);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), include); it != std::sregex_iterator(); ++it) found.push_back((*it)[1]);
    return found;
}

// What each layer may include of the others; what a layer includes it may also use what that one shows in its headers.
const std::map<std::string, std::set<std::string>> arrows = {
    {"core/time", {}},
    {"core/law", {"core/time"}},
    {"core/engine", {"core/law", "core/time"}},
    {"core/json", {"core/engine", "core/law", "core/time"}},
    {"core/store", {"core/engine", "core/json", "core/law", "core/time"}},
    {"core/casework", {"core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"core/reporting", {"core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"core/exchange", {"core/reporting", "core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"service/http", {}},
    {"service/access", {"core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"service/api", {"service/access", "service/http", "core/reporting", "core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"service/web", {"service/access", "service/http", "core/exchange", "core/reporting", "core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"service/app", {"service/api", "service/web", "service/access", "service/http", "core/exchange", "core/reporting", "core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
    {"cli", {"service/access", "core/exchange", "core/reporting", "core/casework", "core/store", "core/engine", "core/json", "core/law", "core/time"}},
};

}  // namespace

TEST_CASE("no layer includes another that the architecture does not let it", "[lint]") {
    for (const std::string top : {"core", "service", "cli"}) {
        for (const auto& file : sources_in(top)) {
            const auto layer = layer_of(file.generic_string());
            REQUIRE(arrows.contains(layer));
            for (const auto& include : includes_of(file)) {
                if (!include.starts_with("core/") && !include.starts_with("service/") && !include.starts_with("cli/")) continue;
                const auto other = layer_of(include);
                if (other == layer) continue;
                INFO(file.generic_string() << " includes " << include);
                CHECK(arrows.at(layer).contains(other));
            }
        }
    }
}

TEST_CASE("Beast and Asio stay in service/http and the wiring, SOCI and SQLite in core/store", "[lint]") {
    for (const std::string top : {"core", "service", "cli"}) {
        for (const auto& file : sources_in(top)) {
            const auto layer = layer_of(file.generic_string());
            for (const auto& include : includes_of(file)) {
                INFO(file.generic_string() << " includes " << include);
                if (include.starts_with("boost/beast") || include.starts_with("boost/asio")) CHECK((layer == "service/http" || layer == "service/app"));
                if (include.starts_with("soci") || include.starts_with("sqlite3")) CHECK(layer == "core/store");
            }
        }
    }
}

TEST_CASE("only the wiring asks what time it is", "[lint]") {
    static const std::regex clock(R"(system_clock::now|std::time\(|time\(nullptr\)|gettimeofday|localtime|CURRENT_TIMESTAMP|date\('now'|datetime\('now')");
    for (const std::string top : {"core", "service", "cli"}) {
        for (const auto& file : sources_in(top)) {
            const auto path = file.generic_string();
            if (path.starts_with("service/app/") || path.starts_with("service/http/") || path == "cli/main.cpp") continue;
            INFO(path);
            CHECK_FALSE(std::regex_search(text_of(file), clock));
        }
    }
}

TEST_CASE("every folder says what it is and where to add things", "[lint]") {
    std::set<std::string> folders;
    for (const std::string top : {"core", "service", "cli", "deploy", "schemas", "tests"}) {
        folders.insert(top);
        if (top != "core" && top != "service") continue;
        for (const auto& entry : fs::directory_iterator(top)) {
            if (entry.is_directory() && !fs::is_empty(entry)) folders.insert(entry.path().generic_string());
        }
    }
    for (const auto& folder : folders) {
        if (folder == "core" || folder == "service") continue;  // their parts have one each
        INFO(folder);
        const auto readme = fs::path(folder) / "README.md";
        REQUIRE(fs::exists(readme));
        CHECK(text_of(readme).find("To add") != std::string::npos);
    }
}

TEST_CASE("every command and option of ehcp stands in the README", "[lint]") {
    const auto readme = text_of("README.md");
    static const std::regex option(R"re(add_(?:option|flag)\("(--[a-z-]+))re");
    static const std::regex command(R"re(add_subcommand\("([a-z]+)")re");
    for (const auto& file : sources_in("cli")) {
        const auto text = text_of(file);
        for (const auto& pattern : {option, command}) {
            for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern); it != std::sregex_iterator(); ++it) {
                INFO(file.generic_string() << ": " << (*it)[1]);
                CHECK(readme.find((*it)[1].str()) != std::string::npos);
            }
        }
    }
}

TEST_CASE("at least 400 days of the working-day calendar remain", "[lint][horizon]") {
    // The one test that asks what day it is: it is meant to go red while there is still time to add next years' holidays.
    const auto calendar = text_of("schemas/calendars/england-and-wales.json");
    std::smatch horizon;
    REQUIRE(std::regex_search(calendar, horizon, std::regex(R"re("complete_to": "(\d{4})-(\d{2})-(\d{2})")re")));
    std::tm end{};
    end.tm_year = std::stoi(horizon[1]) - 1900;
    end.tm_mon = std::stoi(horizon[2]) - 1;
    end.tm_mday = std::stoi(horizon[3]);
    CHECK(std::difftime(timegm(&end), std::time(nullptr)) / 86'400 >= 400);
}

TEST_CASE("nothing is left undone in the sources", "[lint]") {
    static const std::regex undone(R"(\b(TO)(DO)\b|\b(FIX)(ME)\b|\b(X)(XX)\b|catch \(\.\.\.\))");
    for (const std::string top : {"core", "service", "cli"}) {
        for (const auto& file : sources_in(top)) {
            INFO(file.generic_string());
            CHECK_FALSE(std::regex_search(text_of(file), undone));
        }
    }
}
