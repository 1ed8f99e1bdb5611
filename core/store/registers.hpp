#pragma once
// What the authority knows beside its cases: settings and their closures, teams, caseworkers, bodies that give advice.
// `put` writes a new row or changes the one of that key.

#include <span>

#include "core/engine/event.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

void put(Transaction& transaction, const Setting& setting);
void put(Transaction& transaction, const Team& team);
void put(Transaction& transaction, const Caseworker& caseworker);
void put(Transaction& transaction, const AdviserBody& body);
/// By setting and first day closed. casework::learn_closure also brings the indexes of the cases concerned up to date.
void put(Transaction& transaction, const SettingClosure& closure);

std::optional<Setting> find_setting(Reader& reader, std::string_view urn);
std::optional<Caseworker> find_caseworker(Reader& reader, std::string_view code);
std::vector<Setting> all_settings(Reader& reader);
std::vector<Team> all_teams(Reader& reader);
std::vector<Caseworker> all_caseworkers(Reader& reader);
std::vector<AdviserBody> all_bodies(Reader& reader);
std::vector<SettingClosure> all_closures(Reader& reader);
std::vector<SettingClosure> closures_of(Reader& reader, std::string_view urn, std::optional<Instant> known_until = {});

/// The closures that matter to a log, as the fold wants them: none unless it claims an exemption, which is rare, and so
/// costs nothing where it is not. Values refer to this object.
class RelevantClosures {
public:
    RelevantClosures(Reader& reader, std::span<const Event> log, std::optional<Instant> known_until = {});
    operator std::span<const Closure>() const { return closures_; }

private:
    std::vector<SettingClosure> kept_;
    std::vector<Closure> closures_;
};

/// All closures, held in memory for a scan of many cases. Shared by threads once made.
class ClosureBook {
public:
    explicit ClosureBook(Reader& reader, std::optional<Instant> known_until = {});
    /// Those of the settings that the log names, if it claims an exemption; `buffer` holds them.
    std::span<const Closure> relevant(std::span<const Event> log, std::vector<Closure>& buffer) const;

private:
    std::vector<SettingClosure> kept_;  // sorted by setting
};

/// The settings a log names, each once.
std::vector<std::string_view> settings_named(std::span<const Event> log);
bool claims_exemption(std::span<const Event> log);

}  // namespace ehcp::store
