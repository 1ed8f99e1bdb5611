#pragma once
// Views of a list that somebody has saved under a name: what they had chosen to filter, sort and group by.

#include "core/engine/result.hpp"
#include "core/store/users.hpp"

namespace ehcp::store {

struct SavedView {
    std::int64_t id = 0;
    std::string name, query;
};
/// By name.
std::vector<SavedView> saved_views_of(Reader& reader, AccountId account);
/// Takes the place of the one of that name. Refuses more than 50 of one account, an empty or long name, a long query.
Result<void> save_view(Transaction& transaction, AccountId account, std::string_view name, std::string_view query);
Result<void> delete_saved_view(Transaction& transaction, AccountId account, std::int64_t id);

}  // namespace ehcp::store
