#pragma once
// A closed loop: each of the connections sends its next request when the last one is answered, until the time is up or,
// with until_closed, the server is gone. One thread, so that the other cores are the server's.

#include <chrono>

#include "tests/bench/load/mixes.hpp"
#include "tests/bench/load/tally.hpp"

namespace ehcp::load {

/// How long it lasted. Throws boost::system::system_error when no connection can be made at the start.
std::chrono::duration<double> run_load(const Settings& settings, Mix& mix, Tally& tally);

}  // namespace ehcp::load
