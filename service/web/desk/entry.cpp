#include "service/web/desk/entry.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "core/law/law.hpp"
#include "service/web/fields.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace json = boost::json;

int seen_seq(const Form& form) {
    const auto typed = form.text("seq");
    int seq = -1;
    const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), seq);
    return failed == std::errc() && end == typed.data() + typed.size() && seq >= 0 ? seq : -1;
}

json::array changes_since(const casework::OpenCase& opened, int seen, const LegalZone& zone) {
    json::array changes;
    const auto& log = opened.log;
    for (auto i = static_cast<std::size_t>(seen + 1); i < log.events.size(); ++i) {
        changes.push_back({{"event", label_of(log.events[i].type)},
                           {"on", long_text_of(log.events[i].on)},
                           {"by", text(log.recorded[i].by)},
                           {"recorded", time_text(zone, log.recorded[i].at)}});
    }
    return changes;
}

json::array warnings_of(const casework::OpenCase& tried, Day today) {
    json::array warnings;
    const auto last = static_cast<int>(tried.log.events.size()) - 1;
    for (const auto& problem : tried.view.problems) {
        if (problem.event != last || !problem.stands(today)) continue;
        warnings.push_back({{"message", message_of(tried.view, problem)}, {"provision", text(rule_of(problem.code).provision)}});
    }
    return warnings;
}

}  // namespace ehcp::web
