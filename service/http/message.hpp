#pragma once
// Our own small request and response: what a handler sees of HTTP. Plain values, so that tests make them by hand and no
// handler ever includes Beast. A request that reaches a handler is well-formed: its target decodes to UTF-8, its path
// has neither "." nor "..", and its body is complete and within the limit.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehcp::http {

struct Field {
    std::string name;
    std::string value;

    bool operator==(const Field&) const = default;
};

struct Request {
    std::string method = {};  // "GET", "POST", …; a HEAD arrives as GET, and the server drops the body
    std::string path = {};    // as sent, still percent-encoded, without the query: "/v1/cases/EHC-2026-000123"
    std::vector<std::string> segments = {};  // the path decoded: {"v1", "cases", "EHC-2026-000123"}; "/" has none
    std::vector<Field> query = {};           // decoded, in the order sent; "?late" has an empty value
    std::vector<Field> headers = {};         // in the order sent
    std::string body = {};
    std::string remote_address = {};  // without the port: "127.0.0.1", "2001:db8::1"

    /// The first header of that name, whatever its case; empty optional when absent.
    std::optional<std::string_view> header(std::string_view name) const;
    /// The first query parameter of exactly that name.
    std::optional<std::string_view> parameter(std::string_view name) const;
};

struct Response {
    unsigned status = 200;
    std::vector<Field> headers = {};  // not Content-Length, Connection or Date: the server writes these
    std::string body = {};

    std::optional<std::string_view> header(std::string_view name) const;
};

/// Whether two header names are the same, which they are regardless of case.
bool is_same_name(std::string_view one, std::string_view other);

}  // namespace ehcp::http
