#pragma once
// Where most is going on: with whom a demonstration begins.

#include <string>

#include "core/store/reader.hpp"

namespace ehcp::store {

/// Of what is open now; empty where there is none.
struct Busiest {
    std::string caseworker;  ///< who has not left
    std::string setting;     ///< that has sent requests and is asked for advice or a place
    std::string body;
};
Busiest busiest(Reader& reader);

}  // namespace ehcp::store
