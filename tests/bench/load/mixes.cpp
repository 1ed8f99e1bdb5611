#include "tests/bench/load/mixes.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <optional>
#include <random>
#include <stdexcept>
#include <vector>

namespace ehcp::load {

namespace {

std::string common_headers(const Settings& settings) {
    std::string headers = fmt::format("Host: {}:{}\r\n", settings.host, settings.port);
    if (!settings.token.empty()) headers += fmt::format("Authorization: Bearer {}\r\n", settings.token);
    return headers;
}

// 0 → "Aaaaaa", 1 → "Baaaaa": a name that nobody has, and another for each number.
std::string invented_name(std::uint64_t number) {
    std::string name(10, 'a');
    for (auto& letter : name) {
        letter = static_cast<char>('a' + number % 26);
        number /= 26;
    }
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

std::string invented_birthday(std::uint64_t number) {
    return fmt::format("{:04}-{:02}-{:02}", 2008 + number % 13, 1 + number / 13 % 12, 1 + number / 156 % 28);
}

class Intake : public Mix {
public:
    explicit Intake(const Settings& settings)
        : headers_(common_headers(settings)), received_on_(settings.received_on), run_(std::random_device{}()) {
        if (settings.acknowledged_file.empty()) return;
        acknowledged_.open(settings.acknowledged_file, std::ios::app);
        if (!acknowledged_) throw std::runtime_error("cannot write to " + settings.acknowledged_file);
    }

    std::string next() override {
        const auto number = count_++;
        const auto body = fmt::format(
            R"({{"received_on":"{}","source":"school","child":{{"surname":"{}","forename":"{}","date_of_birth":"{}"}}}})",
            received_on_, invented_name((std::uint64_t{run_} << 24) + number), invented_name(number * 7919),
            invented_birthday(number));
        return fmt::format(
            "POST /v1/requests HTTP/1.1\r\n{}Idempotency-Key: load-{:08x}-{}\r\nContent-Type: application/json\r\n"
            "Content-Length: {}\r\n\r\n{}",
            headers_, run_, number, body.size(), body);
    }

    void answered(unsigned status, std::string_view body) override {
        constexpr std::string_view key = "\"reference\":\"";
        const auto found = body.find(key);
        if (status != 201 || found == std::string_view::npos || !acknowledged_.is_open()) return;
        const auto from = found + key.size();
        acknowledged_ << body.substr(from, body.find('"', from) - from)
                      << std::endl;  // flushed: what is here was promised
    }

private:
    std::string headers_;
    std::string received_on_;
    std::uint32_t run_;
    std::uint64_t count_ = 0;
    std::ofstream acknowledged_;
};

/// One after the other, at random.
class References {
public:
    explicit References(const std::string& file_name) {
        std::ifstream file(file_name);
        for (std::string line; std::getline(file, line);) {
            if (!line.empty()) references_.push_back(line);
        }
        if (references_.empty())
            throw std::runtime_error("this mix needs references, one a line, in --reference-file");
    }
    const std::string& next() { return references_[random_() % references_.size()]; }

private:
    std::vector<std::string> references_;
    std::minstd_rand random_;
};

class Status : public Mix {
public:
    explicit Status(const Settings& settings)
        : headers_(common_headers(settings)), references_(settings.reference_file) {}

    std::string next() override {
        return fmt::format("GET /v1/requests/{}/status HTTP/1.1\r\n{}\r\n", references_.next(), headers_);
    }

    void answered(unsigned, std::string_view) override {}

private:
    std::string headers_;
    References references_;
};

/// A page as a browser asks for it, in somebody's session; "{reference}" in its path is another case each time.
class Pages : public Mix {
public:
    explicit Pages(const Settings& settings)
        : before_(settings.page.substr(0, settings.page.find(place))),
          headers_(fmt::format("{}Cookie: {}\r\nAccept-Encoding: gzip\r\nAccept: text/html\r\n",
                               common_headers(settings), settings.cookie)) {
        if (before_ == settings.page) return;
        after_ = settings.page.substr(before_.size() + place.size());
        references_.emplace(settings.reference_file);
    }

    std::string next() override {
        return fmt::format("GET {}{}{} HTTP/1.1\r\n{}\r\n", before_, references_ ? references_->next() : std::string(),
                           after_, headers_);
    }

    void answered(unsigned, std::string_view) override {}

private:
    static constexpr std::string_view place = "{reference}";
    std::string before_, after_, headers_;
    std::optional<References> references_;
};

class Echo : public Mix {
public:
    explicit Echo(const Settings& settings) : request_("GET /echo HTTP/1.1\r\n" + common_headers(settings) + "\r\n") {}
    std::string next() override { return request_; }
    void answered(unsigned, std::string_view) override {}

private:
    std::string request_;
};

}  // namespace

std::unique_ptr<Mix> make_mix(const Settings& settings) {
    if (settings.mix == "intake") return std::make_unique<Intake>(settings);
    if (settings.mix == "status") return std::make_unique<Status>(settings);
    if (settings.mix == "pages") return std::make_unique<Pages>(settings);
    return std::make_unique<Echo>(settings);
}

}  // namespace ehcp::load
