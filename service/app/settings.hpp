#pragma once
// What the service is told when it starts: by option, by a file, or by environment (EHCP_…), in this order of
// precedence.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace ehcp::app {

struct Settings {
    std::string db = "sqlite:ehcp.db";
    std::string listen = "127.0.0.1:8080";
    std::string address;  ///< the two parts of `listen`
    std::uint16_t port = 0;
    unsigned io_threads = 1;
    unsigned workers = 32;
    unsigned readers = 4;
    unsigned requests_per_second = 0;
    unsigned idle_seconds = 30;
    unsigned drain_seconds = 10;
    unsigned session_idle_minutes = 60;
    unsigned session_hours = 12;
    unsigned body_kib = 1024;
    bool nightly = true;
    std::string reports_dir = "nightly";
    std::string log_level = "info";
    std::string site;  ///< the directory of the pages' templates and assets; empty: beside the program
    std::string authority_name = "Demonstration authority";
    std::string authority_colour = "#1d5a4c";
    std::string authority;  ///< its code in the DfE's figures; empty: none
};

/// Nothing: there is nothing to serve (help was asked for, or something is wrong); `exit_status` then says which.
std::optional<Settings> read_settings(int argc, char** argv, int& exit_status);

}  // namespace ehcp::app
