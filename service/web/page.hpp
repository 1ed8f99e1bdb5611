#pragma once
// A page: a template in the layout that all share, with the headers of all (OWASP's list of secure headers).

#include <boost/json/object.hpp>
#include <span>

#include "core/casework/occasion.hpp"
#include "service/web/fields.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

struct PageHead {
    std::string title;
    unsigned status = 200;
    bool has_charts = false;  ///< the tables marked data-chart are drawn
    bool is_wide = false;     ///< tables that need the whole width
};

/// The model gets beside its own: `csrf` for the hidden field of forms (components/csrf), `errors` where it has none.
http::Response page(const Desk& desk, const Visit& visit, std::string_view template_name, boost::json::object model,
                    const PageHead& head);

/// The layout around a content that was rendered before: one without forms, the same for everybody who may see it.
http::Response page_around(const Desk& desk, const Visit& visit, std::string_view content, const PageHead& head);

/// A form again, as it was typed, with what was wrong: status 422.
http::Response page_again(const Desk& desk, const Visit& visit, std::string_view template_name,
                          boost::json::object model, PageHead head, const FieldErrors& errors);

/// 303: the answer to a form is a page of its own, so that reloading it sends nothing again.
http::Response see_other(std::string path);

/// A file to be kept: CSV, XLSX.
http::Response download(std::string type, const std::string& name, std::string content);

/// On what occasion a form does something: now, today, as the visitor.
casework::Occasion occasion_of(const Desk& desk, const Visit& visit);

/// Keeps that this file was looked at, by whom, in which role, by which page. To be called by every page that shows
/// something of a child's file.
void note_view(Desk& desk, const Visit& visit, store::CaseId id);
/// The same, seen as something else than a page: "case file".
void note_view(Desk& desk, const Visit& visit, store::CaseId id, std::string_view seen_as);
/// The same of every case in a file that was made: "/today/list, as a file".
void note_file(Desk& desk, const Visit& visit, std::span<const store::CaseId> cases);

}  // namespace ehcp::web
