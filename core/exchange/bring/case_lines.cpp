#include "core/exchange/bring/case_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/intake_checks.hpp"
#include "core/json/event_json.hpp"
#include "core/json/strict.hpp"
#include "core/store/imports.hpp"

namespace ehcp::exchange {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_line = std::size_t{4} << 20;
constexpr std::size_t most_events = 20'000;
constexpr auto see_readme = "see core/exchange/bring/README.md for what a line may say";

class LineReader {
public:
    LineReader(BroughtCase& brought, std::string_view source, Instant now)
        : brought_(brought), source_(source), now_(now) {}

    void read(std::string_view line) {
        const auto value = parse_strictly(line);
        if (value.has_error())
            return fault({}, "it is not JSON that can be read, from " + value.error().where,
                         "each line is one JSON object; is the file cut short?");
        const auto* object = value->if_object();
        if (!object) return fault({}, "it is not a JSON object", see_readme);
        // The id first: every message has it.
        text_member(*object, "id", brought_.id, 100);
        for (const auto& member : *object) {
            const std::string_view key = member.key();
            if (key == "id") continue;
            if (key == "child")
                child(member.value());
            else if (key == "contacts")
                contacts(member.value());
            else if (key == "events")
                events(member.value());
            else if (key == "setting")
                text_member(*object, "setting", brought_.whole.setting, 20);
            else if (key == "caseworker")
                text_member(*object, "caseworker", brought_.whole.caseworker, 100);
            else if (key == "team")
                text_member(*object, "team", brought_.whole.team, 100);
            else if (key == "primary_need")
                text_member(*object, "primary_need", brought_.whole.primary_need, 10);
            else
                fault(std::string(key.substr(0, 40)), "there is no such field",
                      "a line has id, child, contacts, setting, caseworker, team, primary_need and events");
        }
        if (brought_.id.empty())
            fault("id", "it is missing: a case without an id cannot be known again",
                  "give every line the number that the case has in the other system");
        if (!object->contains("child")) fault("child", "it is missing", "give surname, forename and date_of_birth");
        if (brought_.faults.empty()) check();
    }

private:
    void fault(std::string place, std::string why, std::string remedy) {
        brought_.faults.push_back({brought_.row, brought_.id, std::move(place), std::move(why), std::move(remedy)});
    }

    void text_member(const json::object& object, std::string_view name, std::string& into, std::size_t longest,
                     std::string_view within = {}) {
        const auto* value = object.if_contains({name.data(), name.size()});
        if (!value) return;
        const auto* text = value->if_string();
        if (!text || text->size() > longest || text->empty())
            return fault(fmt::format("{}{}", within, name), fmt::format("a text of 1 to {} bytes is wanted", longest),
                         "leave the field out where nothing is known");
        into.assign(text->data(), text->size());
    }

    void child(const json::value& value) {
        const auto* object = value.if_object();
        if (!object) return fault("child", "it is not an object", see_readme);
        auto& person = brought_.whole.child;
        std::string birth;
        const std::pair<std::string_view, std::string*> fields[] = {
            {"surname", &person.surname}, {"forename", &person.forename},   {"date_of_birth", &birth},
            {"sex", &person.sex},         {"ethnicity", &person.ethnicity}, {"upn", &person.upn},
            {"uln", &person.uln},         {"postcode", &person.postcode}};
        for (const auto& [name, into] : fields) text_member(*object, name, *into, 400, "child.");
        for (const auto& member : *object) {
            if (std::ranges::none_of(fields,
                                     [&](const auto& field) { return field.first == std::string_view(member.key()); }))
                fault("child." + std::string(member.key()).substr(0, 40), "there is no such field", see_readme);
        }
        if (const auto day = day_from(birth))
            person.date_of_birth = *day;
        else
            fault("child.date_of_birth", "a date is wanted, as 2015-03-02",
                  "a child is known by name and date of birth");
    }

    void contacts(const json::value& value) {
        const auto* list = value.if_array();
        if (!list || list->size() > 12) return fault("contacts", "a list of at most 12 people is wanted", see_readme);
        for (const auto& each : *list) {
            const auto* object = each.if_object();
            const auto within = fmt::format("contacts[{}].", brought_.contacts.size());
            if (!object) return fault("contacts", "each must be an object", see_readme);
            auto& contact = brought_.contacts.emplace_back();
            const std::pair<std::string_view, std::string*> fields[] = {{"name", &contact.name},
                                                                        {"relation", &contact.relation},
                                                                        {"email", &contact.email},
                                                                        {"telephone", &contact.telephone},
                                                                        {"address", &contact.address}};
            for (const auto& [name, into] : fields) text_member(*object, name, *into, 2000, within);
            for (const auto& member : *object) {
                if (std::ranges::none_of(
                        fields, [&](const auto& field) { return field.first == std::string_view(member.key()); }))
                    fault(within + std::string(member.key()).substr(0, 40), "there is no such field", see_readme);
            }
        }
    }

    void events(const json::value& value) {
        const auto* list = value.if_array();
        if (!list || list->empty() || list->size() > most_events)
            return fault("events", fmt::format("a list of 1 to {} events is wanted", most_events), see_readme);
        for (const auto& each : *list) {
            const auto number = static_cast<int>(brought_.whole.events.size());
            auto place = fmt::format("events[{}]", number);
            auto event = read_event(each, *brought_.arena, place, number);
            if (event.has_error())
                return fault(event.error().where.empty() ? place : event.error().where, event.error().message,
                             "'ehcp law --events' lists the events and their fields");
            brought_.whole.events.push_back({*event, {fmt::format("import from {}", source_), "operator"}, now_});
            brought_.places.push_back(std::move(place));
        }
    }

    void check() {
        auto& whole = brought_.whole;
        whole.received_on = whole.events.empty() ? Day{} : whole.events.front().event.on;
        for (const auto& entry : whole.events) whole.received_on = std::min(whole.received_on, entry.event.on);
        casework::IntakeRequest request;
        request.received_on = whole.received_on;
        request.child = whole.child;
        request.setting = whole.setting;
        request.primary_need = whole.primary_need;
        request.contacts = brought_.contacts;
        for (auto& each : casework::faults_of(request, whole.received_on))
            fault(each.where == "received_on" ? "events" : each.where, std::move(each.message),
                  "put it right in the file");
        std::vector<std::string> facts;
        for (const auto& entry : whole.events)
            facts.push_back(
                fmt::format("{} {} {}", token(entry.event.type), text_of(entry.event.on), stored_body(entry.event)));
        brought_.fingerprint = store::fingerprint_of(facts);
    }

    BroughtCase& brought_;
    std::string_view source_;
    Instant now_;
};

}  // namespace

CaseLines::CaseLines(std::string_view text, std::string_view source, Instant now)
    : rest_(text), source_(source), now_(now), lines_(static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1) {}

Result<bool> CaseLines::next(BroughtCase& brought) {
    while (!rest_.empty()) {
        ++line_;
        const auto end = rest_.find('\n');
        auto line = rest_.substr(0, end);
        rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (line.size() > longest_line)
            return Error{Refusal::too_large,
                         fmt::format("line {} is longer than {} MiB; each line is one case", line_, longest_line >> 20),
                         "FILE"};
        brought = BroughtCase{};
        brought.row = line_;
        LineReader(brought, source_, now_).read(line);
        return true;
    }
    return false;
}

}  // namespace ehcp::exchange
