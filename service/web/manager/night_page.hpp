#pragma once
// What the pages of the night's report have in common: they show what the last night kept, say which night that was, or
// say that there is none yet; and the content of each is made once a night.

#include <functional>

#include "service/web/page.hpp"

namespace ehcp::web {

/// What a page is made of: all of it is of one night.
struct NightView {
    Desk& desk;
    store::Reader& reader;
    const store::Night& night;
    Day today;

    /// Throws std::runtime_error when the night did not keep it.
    std::shared_ptr<const reporting::Report> report(std::string name, std::optional<reporting::By> by = {}) const;
    std::shared_ptr<const Names> names() const { return desk.manager.names(reader, night); }
};

struct NightPage {
    std::string_view template_name;  ///< of the content
    std::string_view tab;            ///< which of the pages of the report it is: its path
    PageHead head;
    std::string key = {};  ///< of what was chosen in the address, beside the path
};
Result<http::Response> night_page(Desk& desk, const Visit& visit, const NightPage& about,
                                  const std::function<boost::json::object(const NightView&)>& make);

/// The same page without a night: how to get one.
http::Response no_night_page(Desk& desk, const Visit& visit, const PageHead& head);

/// The night whose tables are kept; none when none was run, or none since tables are kept.
std::optional<store::Night> kept_night(Desk& desk, store::Reader& reader);

/// "team", "caseworker", …, and what its groups are called on a page.
std::string_view label_of(reporting::By by);
/// The group "a.khan" of caseworkers: "A. Khan"; "ASD" of needs: "Autistic spectrum disorder".
std::string group_label(reporting::By by, std::string_view key, const Names& names);

/// In an address: a group whose cases have no team, caseworker or setting.
inline constexpr std::string_view nobodys = "-";

}  // namespace ehcp::web
