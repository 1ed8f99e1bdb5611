#include "service/app/settings.hpp"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <vector>

using ehcp::app::read_settings;
using ehcp::app::Settings;

namespace {

std::optional<Settings> with(std::vector<std::string> options, int* status = nullptr) {
    options.insert(options.begin(), "ehcpd");
    std::vector<char*> arguments;
    for (auto& option : options) arguments.push_back(option.data());
    int exit_status = 0;
    auto settings = read_settings(static_cast<int>(arguments.size()), arguments.data(), exit_status);
    if (status) *status = exit_status;
    return settings;
}

struct Environment {
    const char* name;
    Environment(const char* its_name, const char* value) : name(its_name) { setenv(name, value, 1); }
    ~Environment() { unsetenv(name); }
};

}  // namespace

TEST_CASE("without a word the service listens on 127.0.0.1:8080 and opens ehcp.db", "[settings]") {
    const auto settings = with({});
    REQUIRE(settings);
    CHECK(settings->db == "sqlite:ehcp.db");
    CHECK(settings->address == "127.0.0.1");
    CHECK(settings->port == 8080);
    CHECK(settings->nightly);
}

TEST_CASE("an option goes before the file, and that before the environment", "[settings]") {
    const std::string file = std::string(P_tmpdir) + "/ehcp-settings-test.ini";
    std::ofstream(file) << "db = \"sqlite:from-file.db\"\nlisten = \"127.0.0.1:1\"\nworkers = 7\nnightly = false\n";
    const Environment listen("EHCP_LISTEN", "127.0.0.1:2");
    const Environment readers("EHCP_READERS", "9");
    const Environment db("EHCP_DB", "sqlite:from-environment.db");
    const auto settings = with({"--config", file, "--db", "sqlite:from-option.db"});
    REQUIRE(settings);
    CHECK(settings->db == "sqlite:from-option.db");
    CHECK(settings->port == 1);
    CHECK(settings->workers == 7);
    CHECK(settings->readers == 9);
    CHECK_FALSE(settings->nightly);
    std::remove(file.c_str());
}

TEST_CASE("an address is written with its port, IPv6 in brackets", "[settings]") {
    CHECK(with({"--listen", "[::1]:0"})->address == "::1");
    CHECK(with({"--listen", "localhost:80"})->address == "127.0.0.1");
    for (const auto* bad :
         {"8080", "127.0.0.1", "127.0.0.1:", ":8080", "127.0.0.1:port", "127.0.0.1:65536", "127.0.0.1:80x"}) {
        INFO(bad);
        int status = 0;
        CHECK_FALSE(with({"--listen", bad}, &status));
        CHECK(status == 2);
    }
}

TEST_CASE("an address that others reach has a limit on the rate unless one is given", "[settings]") {
    CHECK(with({})->requests_per_second == 0);
    CHECK(with({"--listen", "[::1]:80"})->requests_per_second == 0);
    CHECK(with({"--listen", "0.0.0.0:80"})->requests_per_second == 1000);
    CHECK(with({"--listen", "0.0.0.0:80", "--rate", "0"})->requests_per_second == 0);
    CHECK(with({"--listen", "0.0.0.0:80", "--rate", "50"})->requests_per_second == 50);
    const Environment rate("EHCP_RATE", "70");
    CHECK(with({"--listen", "0.0.0.0:80"})->requests_per_second == 70);
}

TEST_CASE("an option that is not known, or out of range, ends with 2; help with 0", "[settings]") {
    int status = 0;
    CHECK_FALSE(with({"--colour", "red"}, &status));
    CHECK(status == 2);
    CHECK_FALSE(with({"--workers", "0"}, &status));
    CHECK(status == 2);
    CHECK_FALSE(with({"--help"}, &status));
    CHECK(status == 0);
}

TEST_CASE("how long somebody stays signed in is the authority's to say, within bounds", "[settings]") {
    CHECK(with({})->session_idle_minutes == 60);
    CHECK(with({})->session_hours == 12);
    CHECK(with({"--session-idle-minutes", "15", "--session-hours", "8"})->session_idle_minutes == 15);
    int status = 0;
    CHECK_FALSE(with({"--session-idle-minutes", "0"}, &status));
    CHECK(status != 0);
    CHECK_FALSE(with({"--session-hours", "25"}, &status));
}
