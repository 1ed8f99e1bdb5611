#pragma once
// What a request may not say, all of it at once, so that a form can show every field that is wrong. The published
// schema (schemas/intake.schema.json) says the same of JSON, before it becomes one of these values.

#include "core/casework/receive.hpp"

namespace ehcp::casework {

/// Types of special educational need, by their School Census codes.
struct Need {
    std::string_view code, name;
};
inline constexpr std::array needs = std::to_array<Need>({
    {"ASD", "Autistic spectrum disorder"},
    {"DS", "Down syndrome"},
    {"HI", "Hearing impairment"},
    {"MLD", "Moderate learning difficulty"},
    {"MSI", "Multi-sensory impairment"},
    {"NSA", "SEN support but no specialist assessment of type of need"},
    {"OTH", "Other difficulty or disability"},
    {"PD", "Physical disability"},
    {"PMLD", "Profound and multiple learning difficulty"},
    {"SEMH", "Social, emotional and mental health"},
    {"SLCN", "Speech, language and communication needs"},
    {"SLD", "Severe learning difficulty"},
    {"SPLD", "Specific learning difficulty"},
    {"VI", "Vision impairment"},
});

/// Not blank, without line breaks or other control characters.
bool is_line_of_text(std::string_view text);
/// Not blank, and no control characters but line breaks and tabs.
bool is_free_text(std::string_view text);
/// A unique pupil number: a letter, eleven digits, and a digit or (a temporary one) a letter.
bool is_upn(std::string_view text);
/// As people count: an accented letter is one.
std::size_t letters_in(std::string_view text);

/// The faults of a child's name, numbers and postcode; `where` begins each place ("child.").
std::vector<Error> faults_of(const store::Person& child, std::string_view where);
/// Every fault of the request, in the order of its fields. Empty: receive_request takes it.
std::vector<Error> faults_of(const IntakeRequest& request, Day today);

}  // namespace ehcp::casework
