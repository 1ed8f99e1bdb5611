#pragma once
// The form of an event, made of the law's row for it: a field for each that the event takes, read back as an Event. A
// field that the law adds appears here by itself.

#include <boost/json/array.hpp>
#include <memory>

#include "core/casework/case_file.hpp"
#include "core/json/arena.hpp"
#include "service/web/fields.hpp"

namespace ehcp::web {

/// "field-on", "field-sent_on", "field-kind": the name of a field in a form.
std::string form_name(Field field);
inline constexpr const char* on_name = "field-on";

/// `opened` narrows what can be chosen: the limits that are open, the decisions that can be in dispute.
boost::json::array event_fields(EventType type, const Shown& shown, const casework::OpenCase& opened);

/// The event as typed, to begin with: of one that stands in the log, for its correction.
void fill_in(Form& form, const Event& event);

struct TypedEvent {
    Event event;  ///< its texts are in `texts`
    std::unique_ptr<Arena> texts;
};
/// Notes what is wrong with which field; the event is only good when nothing is.
TypedEvent read_event_form(EventType type, const Form& form, FieldErrors& errors);

/// [{label, value}]: what an event says beside its type and day. Free text is left out where `with_texts` is false.
boost::json::array event_details(const Event& event);

/// The field of the form that an error of the engine is about; empty: of none.
std::string field_of_error(const Error& error);

}  // namespace ehcp::web
