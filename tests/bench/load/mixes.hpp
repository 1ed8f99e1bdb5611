#pragma once
// What the load driver asks for: a mix makes one request after the other and is shown each answer. One thread.

#include <memory>
#include <string>
#include <string_view>

namespace ehcp::load {

struct Settings {
    std::string host;
    std::string port;
    std::string token;
    std::string mix = "status";
    std::string reference_file;
    std::string acknowledged_file;
    std::string page = "/";
    std::string cookie;
    std::string received_on = "2026-01-12";
    unsigned connections = 32;
    double seconds = 10;
    bool until_closed = false;
};

class Mix {
public:
    virtual ~Mix() = default;
    /// The next request, as bytes.
    virtual std::string next() = 0;
    virtual void answered(unsigned status, std::string_view body) = 0;
};

/// "intake", "status", "pages" or "echo". Throws std::runtime_error where a file that the mix needs cannot be opened.
std::unique_ptr<Mix> make_mix(const Settings& settings);

}  // namespace ehcp::load
