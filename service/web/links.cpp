#include "service/web/links.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace ehcp::web {

std::string link(std::string_view path, const Parameters& parameters) {
    std::string address(path);
    char before = '?';
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        address += before;
        address += name;
        address += '=';
        address += boost::urls::encode(value, boost::urls::unreserved_chars);
        before = '&';
    }
    return address;
}

}  // namespace ehcp::web
