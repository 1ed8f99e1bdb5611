#include "core/store/stored_event.hpp"

#include <unordered_map>

#include "core/json/event_json.hpp"
#include "core/store/error.hpp"

namespace ehcp::store {
namespace {

const std::unordered_map<std::string_view, EventType>& types() {
    static const auto table = [] {
        std::unordered_map<std::string_view, EventType> made;
        for (const auto type : all<EventType>()) made.emplace(token(type), type);
        return made;
    }();
    return table;
}

}  // namespace

Event decode_event(std::string_view type, std::string_view on_date, std::string_view body, std::string_view texts,
                   Arena& arena) {
    const auto known = types().find(type);
    const auto on = day_from(on_date);
    if (known == types().end() || !on)
        throw DatabaseError(Fault::damaged_record,
                            "an event of the log has no type or no date that we know; run ehcp verify");
    try {
        return read_stored(known->second, *on, body, texts, arena);
    } catch (const std::runtime_error&) {
        throw DatabaseError(Fault::damaged_record, "the body of an event of the log cannot be read; run ehcp verify");
    }
}

}  // namespace ehcp::store
