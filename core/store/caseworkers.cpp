#include "core/store/caseworkers.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct CaseworkersHere {
    MaybeText wanted, team;
    std::string today, code, name;
    long long most = 0;
    soci::statement run;
    explicit CaseworkersHere(soci::session& session)
        : run((session.prepare << "SELECT code, name, team FROM caseworker WHERE (CAST(:wanted AS TEXT) IS NULL OR team = "
                                  ":wanted) AND (left_on IS NULL OR left_on > :today) ORDER BY name, code LIMIT :most",
               into(code), into(name), into_maybe(team), use_maybe(wanted, "wanted"), use(today, "today"),
               use(most, "most"))) {}
};

}  // namespace

std::vector<Caseworker> caseworkers_here(Reader& reader, std::string_view team, Day today, int most) {
    auto& row = reader.prepared<CaseworkersHere>();
    row.wanted = team;
    row.today = text_of(today);
    row.most = most;
    std::vector<Caseworker> here;
    each_row(row.run, [&] { here.push_back({row.code, row.name, row.team.str(), std::nullopt}); });
    return here;
}

}  // namespace ehcp::store
