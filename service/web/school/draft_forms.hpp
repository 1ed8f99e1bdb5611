#pragma once
// The sections of a new request and their fields: one list for the forms, for what they send and for the page on which
// the answers are checked. The names are those of casework::draft_fields.

#include <span>

#include "core/casework/drafts.hpp"
#include "service/web/fields.hpp"

namespace ehcp::web {

struct DraftField {
    enum class Kind { line, paragraph, date, radios, select } kind;
    Labelled field;
    std::vector<Choice> choices = {};
};
struct DraftSection {
    std::string_view name, title, lead;
    std::vector<DraftField> fields;
};

std::span<const DraftSection> draft_sections();
const DraftSection* draft_section(std::string_view name);
/// The section that has the field.
const DraftSection* section_with(std::string_view field);

/// As the form shows it.
Form form_of(const casework::Typed& typed, const DraftSection& section);
/// What the form of the section sent: every field of it, empty ones too.
casework::Typed typed_in(const Form& form, const DraftSection& section);
boost::json::array fields_model(const DraftSection& section, const Shown& shown);

/// What was typed, for reading: the label of a choice, the date as a date. Empty where nothing was.
std::string shown_answer(const DraftField& field, std::string_view typed);
/// A fault of the draft as the form says it.
std::string message_of(const Error& fault);

}  // namespace ehcp::web
