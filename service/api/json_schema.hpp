#pragma once
// A published JSON Schema, applied at run time: what the file says is what is checked. Read once; used by all workers.
// Refusals name the field and never its value.

#include <boost/json/value.hpp>
#include <filesystem>
#include <memory>

#include "core/engine/result.hpp"

namespace ehcp::api {

class JsonSchema {
public:
    /// Throws std::runtime_error, naming the file, when it cannot be read or is no schema.
    explicit JsonSchema(const std::filesystem::path& file);
    ~JsonSchema();

    /// Refuses unknown_field, missing_field or bad_value, with its place ("child.date_of_birth").
    Result<void> check(const boost::json::value& value) const;

private:
    struct Compiled;  // valijson stays behind it
    std::unique_ptr<const Compiled> compiled_;
};

}  // namespace ehcp::api
