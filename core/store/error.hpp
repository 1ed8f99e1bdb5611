#pragma once
// Breakage of the database, in one clear message each: what is wrong, with which file, what to do. Never personal data.

#include <stdexcept>
#include <string>

#include "core/engine/result.hpp"

namespace ehcp::store {

enum class Fault { locked, full, corrupt, read_only, newer, unreachable, damaged_record, other };

class DatabaseError : public std::runtime_error {
public:
    DatabaseError(Fault fault, const std::string& message) : std::runtime_error(message), fault_(fault) {}

    Fault fault() const { return fault_; }
    /// The same again may succeed, and nothing was kept of the attempt.
    bool retryable() const { return fault_ == Fault::locked; }

private:
    Fault fault_;
};

/// A database that is locked, full or away passes, and a caller may be told what to do: the refusal to answer with. What
/// is damaged does not pass: thrown again.
Error not_now(const DatabaseError& failure);

}  // namespace ehcp::store
