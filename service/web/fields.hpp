#pragma once
// A field of a form, as the templates under components/ show it: label, hint, what was typed, and what is wrong with it.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "service/web/form.hpp"

namespace ehcp::web {

/// For Boost.JSON, whose string_view is its own.
inline boost::json::string_view text(std::string_view from) { return {from.data(), from.size()}; }

struct Choice {
    std::string value, label, hint = {};
};

/// What a form is shown with: as typed, and what was wrong.
struct Shown {
    const Form& form;
    const FieldErrors& errors;
};

struct Labelled {
    std::string name, label, hint = {};
    std::string width = {};         ///< of a line: "10", "two-thirds"; empty: the full width
    std::string autocomplete = {};  ///< as HTML's attribute
    std::string type = "text";      ///< of a line: "email", "tel"
    int rows = 5;                   ///< of a paragraph
};

boost::json::object line_field(const Shown& shown, const Labelled& field);
boost::json::object password_field(const Shown& shown, const Labelled& field);
boost::json::object paragraph_field(const Shown& shown, const Labelled& field);
boost::json::object date_field(const Shown& shown, const Labelled& field);
boost::json::object radios_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices);
boost::json::object select_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices);
boost::json::object checkboxes_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices);
boost::json::object hidden_field(std::string_view name, std::string_view value);

/// The error summary at the head of the page: [{field, message}]; empty when nothing is wrong.
boost::json::array error_summary(const FieldErrors& errors);

}  // namespace ehcp::web
