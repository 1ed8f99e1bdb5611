#include <fmt/format.h>

#include <charconv>

#include "core/casework/seal_blocks.hpp"
#include "core/casework/verify.hpp"
#include "core/store/scan.hpp"

namespace ehcp::casework {

store::Seal make_seal(store::Reader& reader, Day day, Instant now) {
    SealBlocks blocks;
    store::each_head(reader,
                     [&](store::CaseId id, int last_seq, const store::Hash& head) { blocks.add(id, last_seq, head); });
    const auto entries = store::totals(reader).events;
    return {day, entries, blocks.digest(entries), now};
}

std::string seal_text(const store::Seal& seal) {
    return fmt::format("ehcp-seal 1 {} entries={} at={} digest={}", text_of(seal.day), seal.entries, text_of(seal.at),
                       store::base64_of(seal.digest));
}

Result<store::Seal> seal_from(std::string_view text) {
    const auto after = [&](std::string_view name) -> std::string_view {
        const auto at = text.find(name);
        if (at == std::string_view::npos) return {};
        const auto rest = text.substr(at + name.size());
        return rest.substr(0, rest.find_first_of(" \r\n"));
    };
    const auto day = day_from(after("ehcp-seal 1 "));
    const auto at = instant_from(after(" at="));
    const auto digest = store::hash_from(after(" digest="));
    const auto entries = after(" entries=");
    std::int64_t count = 0;
    const auto [end, failed] = std::from_chars(entries.data(), entries.data() + entries.size(), count);
    if (!day || !at || !digest || failed != std::errc{} || end != entries.data() + entries.size()) {
        return Error{Refusal::bad_value,
                     "this is not a seal; it is one line, as the nightly report gives it: ehcp-seal 1 DAY entries=N "
                     "at=MOMENT digest=…"};
    }
    return store::Seal{*day, count, *digest, *at};
}

}  // namespace ehcp::casework
