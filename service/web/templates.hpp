#pragma once
// The pages' texts: mustache templates, which escape what is put into them. A template may hold others ("{{> name}}"),
// put in when it is read, so that each is taken apart once. Read at the start; used by all workers at once.

#include <boost/json/object.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace ehcp::web {

class Templates {
public:
    /// Reads every *.mustache under `directory`; "desk/case" is the file desk/case.mustache. Throws what is wrong with
    /// one, naming it.
    explicit Templates(const std::filesystem::path& directory);
    ~Templates();
    Templates(Templates&&) noexcept;

    /// Empty strings, empty lists, null and false are all "nothing" to a section. Throws std::logic_error: no such
    /// template.
    std::string render(std::string_view name, const boost::json::object& model) const;

private:
    struct Parsed;
    std::map<std::string, std::unique_ptr<Parsed>, std::less<>> parsed_;
};

}  // namespace ehcp::web
