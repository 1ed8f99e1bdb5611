#include "core/exchange/bring/settings_extract.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/exchange/bring/date_format.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::array<std::string_view, 5> needed = {"URN", "EstablishmentName", "TypeOfEstablishment (name)",
                                                    "EstablishmentStatus (name)", "PhaseOfEducation (name)"};

bool are_digits(std::string_view text, std::size_t length) {
    return text.size() == length && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

const std::vector<DateFormat>& date_forms() {
    static const std::vector<DateFormat> forms = {DateFormat::parse("DD-MM-YYYY").value(),
                                                  DateFormat::parse("DD/MM/YYYY").value()};
    return forms;
}

}  // namespace

Result<SettingsExtract> SettingsExtract::open(std::string_view bytes, std::string_view name) {
    if (bytes.size() > most_bytes)
        return Error{Refusal::too_large,
                     fmt::format("{} is larger than {} MiB; it is no extract of settings", name, most_bytes >> 20),
                     "FILE"};
    auto text = decode_text(bytes, name);
    if (text.has_error()) return text.error();
    SettingsExtract extract(std::make_unique<DecodedText>(std::move(*text)), name);
    std::vector<std::string> headings;
    const auto more = extract.reader_.next(headings);
    if (more.has_error()) return more.error();
    if (!*more)
        return Error{Refusal::bad_value, fmt::format("{} is empty; its first line names the columns", name), "FILE"};
    if (const auto checked = check_heading(headings, name); checked.has_error()) return checked.error();
    for (std::size_t i = 0; i < headings.size(); ++i) extract.columns_.emplace(headings[i], i);
    extract.width_ = headings.size();
    std::string missing;
    for (const auto column : needed) {
        if (!extract.columns_.contains(column)) missing += fmt::format("{}'{}'", missing.empty() ? "" : ", ", column);
    }
    if (!missing.empty())
        return Error{Refusal::bad_value,
                     fmt::format("{} has no column {}; take the CSV of all establishments (edubasealldata) from Get "
                                 "Information About Schools, with its headings as they are",
                                 name, missing),
                     "FILE"};
    return extract;
}

std::string_view SettingsExtract::cell(std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view{} : std::string_view(record_[found->second]);
}

Result<bool> SettingsExtract::next(ExtractRow& row) {
    const auto more = reader_.next(record_);
    if (more.has_error()) return more.error();
    if (!*more) return false;
    row = ExtractRow{};
    row.line = reader_.line();
    if (record_.size() != width_) {
        row.faults.push_back({row.line,
                              {},
                              {},
                              fmt::format("it has {} cells, the heading {}", record_.size(), width_),
                              "download the extract again; it may be cut short"});
        return true;
    }
    auto& setting = row.registered;
    setting.urn = cell("URN");
    const auto fault = [&](std::string_view column, std::string why) {
        row.faults.push_back({row.line, setting.urn, fmt::format("column '{}'", column), std::move(why),
                              "download the extract again, or leave the row out"});
    };
    row.name = cell("EstablishmentName");
    row.phase = cell("PhaseOfEducation (name)");
    setting.type = cell("TypeOfEstablishment (name)");
    setting.status = cell("EstablishmentStatus (name)");
    setting.la = cell("LA (code)");
    setting.postcode = cell("Postcode");
    setting.ukprn = cell("UKPRN");
    if (!are_digits(setting.urn, 6)) fault("URN", "six digits are wanted");
    if (row.name.empty()) fault("EstablishmentName", "it is empty");
    if (!setting.ukprn.empty() && !are_digits(setting.ukprn, 8)) fault("UKPRN", "eight digits are wanted, or nothing");
    if (!setting.la.empty() && !are_digits(setting.la, 3)) fault("LA (code)", "three digits are wanted, or nothing");
    if (const auto closed = cell("CloseDate"); !closed.empty()) {
        setting.closed_on = read_date(closed, date_forms());
        if (!setting.closed_on)
            fault("CloseDate", fmt::format("'{}' is not a date of the form DD-MM-YYYY", closed.substr(0, 40)));
    }
    // "Resourced provision", "SEN unit", "Resourced provision and SEN unit", "Not applicable"; also of those that only
    // plan it.
    const auto provision = cell("TypeOfResourcedProvision (name)");
    setting.resourced_provision = provision.starts_with("Resourced provision");
    setting.sen_unit = provision.find("SEN unit") != provision.npos;
    return true;
}

}  // namespace ehcp::exchange
