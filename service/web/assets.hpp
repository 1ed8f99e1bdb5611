#pragma once
// Style sheets, scripts and pictures: read at the start, named after their content ("/assets/style-3f2a…css"), so that
// a browser keeps each for good and never an old one. Held plain and compressed.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "service/http/message.hpp"

namespace ehcp::web {

class Assets {
public:
    /// Everything in `directory`. Throws when it cannot be read or holds nothing.
    explicit Assets(const std::filesystem::path& directory);

    /// One more that is made at the start, such as the authority's colours.
    void add(std::string_view name, std::string content);

    /// "style.css" as it is called in pages: "/assets/style-<hash>.css". Throws std::logic_error: there is none.
    const std::string& address_of(std::string_view name) const;

    /// The answer to a request for `name` as addresses have it; nothing: there is none.
    std::optional<http::Response> find(std::string_view name, const http::Request& request) const;

private:
    struct Asset {
        std::string type, content, compressed;
    };
    std::map<std::string, Asset, std::less<>> by_address_;         ///< "style-<hash>.css"
    std::map<std::string, std::string, std::less<>> addresses_;  ///< by plain name
};

}  // namespace ehcp::web
