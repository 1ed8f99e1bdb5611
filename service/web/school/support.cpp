// SEN Support that a setting keeps: the pupil, the barriers to learning, and for each its cycles of assess, plan, do
// and review. Each has a small form of its own, so that no page need hold all of them.
#include "core/casework/support.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "service/web/school/common.hpp"
#include "service/web/school/pages.hpp"
#include "service/web/school/support_model.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using casework::Barrier;
using casework::PupilSupport;
using casework::SupportCycle;

constexpr int rows_of_page = 50;

std::string path_of(store::RecordId id) { return fmt::format("/school/support/{}", id.value); }

// Which part of a record a form is about: "pupil", "barrier-new", "barrier-0", "cycle-0-new", "cycle-0-2".
struct Part {
    enum class Kind { pupil, barrier, cycle } kind;
    std::optional<std::size_t> barrier = {}, cycle = {};  // none: a new one
};

std::optional<std::size_t> index_in(std::string_view text) {
    const auto number = number_in(text);
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

std::optional<Part> part_named(std::string_view name, const std::vector<Barrier>& barriers) {
    if (name == "pupil") return Part{Part::Kind::pupil};
    if (name == "barrier-new") return Part{Part::Kind::barrier};
    if (name.starts_with("barrier-")) {
        const auto barrier = index_in(name.substr(8));
        if (!barrier || *barrier >= barriers.size()) return std::nullopt;
        return Part{Part::Kind::barrier, barrier};
    }
    if (!name.starts_with("cycle-")) return std::nullopt;
    name.remove_prefix(6);
    const auto hyphen = std::min(name.find('-'), name.size());
    const auto barrier = index_in(name.substr(0, hyphen));
    if (!barrier || *barrier >= barriers.size() || hyphen == name.size()) return std::nullopt;
    if (name.substr(hyphen + 1) == "new") return Part{Part::Kind::cycle, barrier};
    const auto cycle = index_in(name.substr(hyphen + 1));
    if (!cycle || *cycle >= barriers[*barrier].cycles.size()) return std::nullopt;
    return Part{Part::Kind::cycle, barrier, cycle};
}

PupilSupport support_in(const store::SupportRecord& record) {
    return {record.surname, record.forename, record.date_of_birth, record.upn, casework::barriers_in(record.cycles)};
}

struct CycleText {
    const char *name, *label, *hint;
    std::string SupportCycle::*words;
};
constexpr std::array cycle_texts = std::to_array<CycleText>({
    {"assess", "Assess", "What you found out, and how", &SupportCycle::assess},
    {"plan", "Plan", "What was to change, and how you would know", &SupportCycle::plan},
    {"do", "Do", "What was done", &SupportCycle::done},
    {"provision", "Provision", "How much, how often, by whom", &SupportCycle::provision},
    {"review", "Review", "What was found when you looked again", &SupportCycle::review},
    {"outcome", "Outcome", "What changed for the child or young person", &SupportCycle::outcome},
});

Form form_of(const Part& part, const PupilSupport& support) {
    Form form;
    switch (part.kind) {
        case Part::Kind::pupil:
            form.set("surname", support.surname);
            form.set("forename", support.forename);
            form.set("upn", support.upn);
            if (support.date_of_birth) form.set_day("date_of_birth", *support.date_of_birth);
            break;
        case Part::Kind::barrier:
            if (part.barrier) form.set("barrier", support.barriers[*part.barrier].barrier);
            break;
        case Part::Kind::cycle:
            if (!part.cycle) break;
            const auto& cycle = support.barriers[*part.barrier].cycles[*part.cycle];
            if (cycle.from) form.set_day("from", *cycle.from);
            if (cycle.to) form.set_day("to", *cycle.to);
            for (const auto& each : cycle_texts) form.set(each.name, cycle.*each.words);
            break;
    }
    return form;
}

json::array fields_of(const Part& part, const Shown& shown) {
    switch (part.kind) {
        case Part::Kind::pupil:
            return {line_field(shown, {.name = "surname", .label = "Last name", .width = "20"}),
                    line_field(shown, {.name = "forename", .label = "First name", .width = "20"}),
                    date_field(shown, {.name = "date_of_birth",
                                       .label = "Date of birth",
                                       .hint = "For example, 27 3 2016. Leave it empty if you are not sure"}),
                    line_field(shown, {.name = "upn",
                                       .label = "Unique pupil number (UPN)",
                                       .hint = "A letter, eleven digits, and a digit or letter",
                                       .width = "20"})};
        case Part::Kind::barrier:
            return {paragraph_field(shown, {.name = "barrier",
                                            .label = "Barrier to learning",
                                            .hint = "What stands in the way, in a sentence or two",
                                            .rows = 3})};
        case Part::Kind::cycle:
            break;
    }
    json::array fields{
        date_field(shown, {.name = "from", .label = "First day of the cycle", .hint = "For example, 4 9 2025"}),
        date_field(shown, {.name = "to", .label = "Last day, if it is over", .hint = "For example, 19 12 2025"})};
    for (const auto& each : cycle_texts)
        fields.push_back(
            paragraph_field(shown, {.name = each.name, .label = each.label, .hint = each.hint, .rows = 4}));
    return fields;
}

// Puts what was typed into the support, and says what cannot be read.
void take(const Part& part, const Form& form, PupilSupport& support, FieldErrors& errors) {
    FormReader read(form, errors);
    switch (part.kind) {
        case Part::Kind::pupil:
            support.surname = read.line("surname", "The last name");
            support.forename = read.line("forename", "The first name");
            support.date_of_birth = read.day("date_of_birth", "The date of birth", false);
            support.upn = read.line("upn", "The UPN", false);
            std::erase(support.upn, ' ');
            return;
        case Part::Kind::barrier: {
            auto words = read.paragraph("barrier", "The barrier to learning");
            if (part.barrier)
                support.barriers[*part.barrier].barrier = std::move(words);
            else
                support.barriers.push_back({std::move(words)});
            return;
        }
        case Part::Kind::cycle:
            break;
    }
    SupportCycle cycle{.from = read.day("from", "The first day", false), .to = read.day("to", "The last day", false)};
    for (const auto& each : cycle_texts) cycle.*each.words = read.paragraph(each.name, each.label, false);
    auto& cycles = support.barriers[*part.barrier].cycles;
    if (part.cycle)
        cycles[*part.cycle] = std::move(cycle);
    else
        cycles.push_back(std::move(cycle));
}

void remove(const Part& part, PupilSupport& support) {
    const auto at = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
    if (part.kind == Part::Kind::barrier && part.barrier)
        support.barriers.erase(support.barriers.begin() + at(*part.barrier));
    if (part.kind == Part::Kind::cycle && part.cycle) {
        auto& cycles = support.barriers[*part.barrier].cycles;
        cycles.erase(cycles.begin() + at(*part.cycle));
    }
}

// The faults that belong to what this form shows; "barriers[0].cycles[1].to" is its "to".
void add_faults(const Part& part, const PupilSupport& support, Day today, FieldErrors& errors) {
    std::string place;
    if (part.kind != Part::Kind::pupil) {
        const auto barrier = part.barrier.value_or(support.barriers.size() - 1);
        place = fmt::format("barriers[{}].", barrier);
        if (part.kind == Part::Kind::cycle)
            place += fmt::format("cycles[{}].", part.cycle.value_or(support.barriers[barrier].cycles.size() - 1));
    }
    for (const auto& fault : casework::faults_of(support, today)) {
        auto message = fault.message;
        message[0] = static_cast<char>(message[0] >= 'a' && message[0] <= 'z' ? message[0] - 'a' + 'A' : message[0]);
        if (fault.where.starts_with(place)) errors.add(fault.where.substr(place.size()), message);
    }
}

std::string_view title_of(const Part& part) {
    switch (part.kind) {
        case Part::Kind::pupil:
            return "The pupil";
        case Part::Kind::barrier:
            return part.barrier ? "Barrier to learning" : "Add a barrier to learning";
        case Part::Kind::cycle:
            return part.cycle ? "Cycle of assess, plan, do and review" : "Add a cycle of assess, plan, do and review";
    }
    return {};
}

std::string draft_query(const Visit& visit) {
    const auto draft = number_in(visit.request.method == "POST" ? visit.form.text("draft")
                                                                : visit.request.parameter("draft").value_or(""));
    return draft ? fmt::format("?draft={}", *draft) : std::string();
}
json::value draft_value(const Visit& visit) {
    const auto query = draft_query(visit);
    return query.empty() ? json::value(nullptr) : json::value(query.substr(query.find('=') + 1));
}

json::object form_model(const Visit& visit, const Part& part, const store::SupportRecord& record, std::string_view name,
                        const Shown& shown) {
    const bool is_there =
        (part.kind == Part::Kind::barrier && part.barrier) || (part.kind == Part::Kind::cycle && part.cycle);
    return {{"record", record.id.value},
            {"version", record.version},
            {"pupil", fmt::format("{} {}", record.forename, record.surname)},
            {"title", text(title_of(part))},
            {"action", fmt::format("{}/{}", path_of(record.id), name)},
            {"back", path_of(record.id) + draft_query(visit)},
            {"draft", draft_value(visit)},
            {"can_remove", is_there},
            {"moved_on_by", nullptr},
            {"fields", fields_of(part, shown)}};
}

json::object new_model(const Shown& shown) {
    return {{"record", nullptr},
            {"version", 0},
            {"pupil", nullptr},
            {"title", "Add SEN Support of a pupil"},
            {"action", "/school/support"},
            {"back", "/school/support"},
            {"draft", nullptr},
            {"can_remove", false},
            {"moved_on_by", nullptr},
            {"fields", fields_of({Part::Kind::pupil}, shown)}};
}

Result<store::SupportRecord> record_in(store::Reader& reader, const Visit& visit) {
    const auto id = number_in(visit.name);
    if (!id) return not_here();
    auto record = casework::find_support(reader, visit.user().setting, {*id});
    if (record.has_error()) return not_here();
    return record;
}

}  // namespace

Result<http::Response> list_support(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto records = casework::supports_of(reader, visit.user().setting,
                                                   visit.request.parameter("after").value_or(""), rows_of_page);
        if (records.has_error()) return not_here();
        json::array rows;
        for (const auto& record : records->rows) rows.push_back(support_model(record, desk.grounds.zone));
        json::object model{{"has_rows", !rows.empty()}, {"rows", std::move(rows)}, {"next", records->next}};
        return page(desk, visit, "school/support_list", std::move(model), {.title = "SEN Support"});
    });
}

Result<http::Response> new_support(Desk& desk, const Visit& visit) {
    const Form empty;
    return page(desk, visit, "school/support_form", new_model({empty, {}}), {.title = "Add SEN Support of a pupil"});
}

Result<http::Response> add_support(Desk& desk, const Visit& visit) {
    const Part pupil{Part::Kind::pupil};
    PupilSupport support;
    FieldErrors errors;
    take(pupil, visit.form, support, errors);
    if (errors.empty()) add_faults(pupil, support, visit.today, errors);
    if (!errors.empty()) {
        return page_again(desk, visit, "school/support_form", new_model({visit.form, errors}),
                          {.title = "Add SEN Support of a pupil"}, errors);
    }
    const auto occasion = occasion_of(desk, visit);
    const auto record = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::add_support(transaction, visit.user().setting, support, occasion);
    });
    if (record.has_error()) return record.error();
    return see_other(path_of(record->id));
}

Result<http::Response> show_support(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto record = record_in(reader, visit);
        if (record.has_error()) return record.error();
        auto model = support_model(*record, desk.grounds.zone);
        model["draft"] = draft_value(visit);
        model["query"] = draft_query(visit);
        return page(desk, visit, "school/support", std::move(model), {.title = "SEN Support"});
    });
}

Result<http::Response> edit_support(Desk& desk, const Visit& visit) {
    const auto name = segment(visit, 3);
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto record = record_in(reader, visit);
        if (record.has_error()) return record.error();
        const auto support = support_in(*record);
        const auto part = part_named(name, support.barriers);
        if (!part) return not_here();
        const auto form = form_of(*part, support);
        return page(desk, visit, "school/support_form", form_model(visit, *part, *record, name, {form, {}}),
                    {.title = std::string(title_of(*part))});
    });
}

Result<http::Response> save_support(Desk& desk, const Visit& visit) {
    const auto name = segment(visit, 3);
    const auto occasion = occasion_of(desk, visit);
    auto record = desk.grounds.readers.read([&](store::Reader& reader) { return record_in(reader, visit); });
    if (record.has_error()) return record.error();
    const auto seen = static_cast<int>(number_in(visit.form.text("version")).value_or(0));

    if (name == "remove") {
        const auto removed = desk.grounds.writer.perform([&](store::Transaction& transaction) {
            return casework::remove_support(transaction, visit.user().setting, record->id, seen);
        });
        if (removed.has_error()) return removed.error().kind == Refusal::not_found ? not_here() : removed.error();
        return see_other("/school/support");
    }

    auto support = support_in(*record);
    const auto part = part_named(name, support.barriers);
    if (!part) return not_here();
    FieldErrors errors;
    if (visit.form.has("remove")) {
        remove(*part, support);
    } else {
        take(*part, visit.form, support, errors);
        if (errors.empty()) add_faults(*part, support, visit.today, errors);
    }
    const auto title = std::string(title_of(*part));
    if (!errors.empty()) {
        return page_again(desk, visit, "school/support_form",
                          form_model(visit, *part, *record, name, {visit.form, errors}), {.title = title}, errors);
    }
    const auto saved = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::save_support(transaction, visit.user().setting, record->id, seen, support, occasion);
    });
    if (saved.has_value()) return see_other(path_of(record->id) + draft_query(visit));
    if (saved.error().kind != Refusal::conflict) return saved.error();
    // Saved by a colleague meanwhile: what was typed stays in the form, which now carries the record's new version.
    auto model = form_model(visit, *part, *record, name, {visit.form, {}});
    model["moved_on_by"] = record->updated.by;
    model["can_remove"] = false;
    return page(desk, visit, "school/support_form", std::move(model),
                {.title = "A colleague saved this meanwhile", .status = 409});
}

}  // namespace ehcp::web
