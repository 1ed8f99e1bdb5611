#pragma once
// What one can choose in a form: a caseworker (everybody, or in an authority of hundreds only the team's), a code of the
// SEN2 return.

#include "core/exchange/sen2/layout.hpp"
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

/// `none`, and every code of a list of the return with its meaning.
std::vector<Choice> code_choices(const exchange::sen2::Layout& layout, std::string_view list, std::string none);

}  // namespace ehcp::web
