#pragma once
// Settings from the national register: new ones and those that changed are written, in groups; the others are left.

#include "core/exchange/bring/bring_cases.hpp"
#include "core/exchange/bring/settings_extract.hpp"

namespace ehcp::exchange {

struct SettingsOrder {
    const casework::Occasion& occasion;
    std::string la = {};            ///< three digits: only this authority's, and those that we know; empty: all
    bool with_closed = false;  ///< also those closed that we do not know
    bool dry_run = false;
    std::function<bool()> stopped = [] { return false; };
    std::function<void(std::size_t done)> progress = [](std::size_t) {};  ///< in bytes of the extract
};

struct SettingsReport {
    std::size_t rows = 0, created = 0, changed = 0, same = 0, passed_over = 0, rejected = 0;
    std::vector<RowFault> faults;
    bool was_stopped = false;
};

Result<SettingsReport> bring_settings(store::Readers& readers, store::Writer& writer, SettingsExtract& extract,
                                      const SettingsOrder& order);

}  // namespace ehcp::exchange
