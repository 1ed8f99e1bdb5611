#pragma once
// Whom one can choose in a form: everybody, or in an authority of hundreds only the team's.

#include "core/store/reader.hpp"
#include "service/web/fields.hpp"

namespace ehcp::web {

/// Of more caseworkers than this only those of a team are listed.
inline constexpr std::size_t most_to_choose_among = 200;

struct AmongWhom {
    std::string_view chosen;  ///< the code of one who is listed whatever else is; empty: nobody
    std::string_view team;    ///< empty: the team of the chosen one
    Day today;
};

/// `nobody`, and those who are here today.
std::vector<Choice> caseworker_choices(store::Reader& reader, Choice nobody, const AmongWhom& among);

}  // namespace ehcp::web
