#pragma once
// The law's rows as sentences: what starts a time limit, how long it is, what ends it, for whom it is.

#include <string>

#include "core/law/law.hpp"

namespace ehcp::web {

/// "Draft plan sent, counted from the day on which the family had it".
std::string said(const Cause& cause);
/// "6 weeks, the day itself not counted".
std::string length_of(const ClockRule& rule);
/// What kind of limit it is, and for whom.
std::string_view meaning_of(const ClockRule& rule);
/// "SEND Regulations 2014, reg 5(1)", and how sure we are of it.
std::string source_of(std::string_view provision, Confidence confidence);
std::string_view condition_of(When when);
std::string_view meaning_of(ClockStatus status);
std::string_view meaning_of(Confidence confidence);

}  // namespace ehcp::web
