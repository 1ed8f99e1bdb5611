#include "core/store/saved_views.hpp"

#include <algorithm>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

constexpr std::size_t most_views = 50;
constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_query = 2000;

struct PutView {
    long long account = 0;
    std::string name, query;
    soci::statement run;
    explicit PutView(soci::session& session)
        : run((session.prepare << "INSERT INTO saved_view (account, name, query) VALUES (:account, :name, :query) "
                                  "ON CONFLICT (account, name) DO UPDATE SET query = excluded.query",
               use(account, "account"), use(name, "name"), use(query, "query"))) {}
};

struct ViewsOfAccount {
    long long account = 0, id = 0;
    std::string name, query;
    soci::statement run;
    explicit ViewsOfAccount(soci::session& session)
        : run((session.prepare << "SELECT id, name, query FROM saved_view WHERE account = :account ORDER BY name",
               into(id), into(name), into(query), use(account, "account"))) {}
};

struct DropView {
    long long account = 0, id = 0;
    soci::statement run;
    explicit DropView(soci::session& session)
        : run((session.prepare << "DELETE FROM saved_view WHERE id = :id AND account = :account", use(id, "id"),
               use(account, "account"))) {}
};

}  // namespace

std::vector<SavedView> saved_views_of(Reader& reader, AccountId account) {
    std::vector<SavedView> views;
    auto& row = reader.prepared<ViewsOfAccount>();
    row.account = account.value;
    each_row(row.run, [&] { views.push_back({row.id, row.name, row.query}); });
    return views;
}

Result<void> save_view(Transaction& transaction, AccountId account, std::string_view name, std::string_view query) {
    if (name.empty()) return Error{Refusal::missing_field, "Enter a name for this view", "name"};
    if (name.size() > longest_name)
        return Error{Refusal::bad_value, "The name of a view must be 80 characters or fewer", "name"};
    if (query.size() > longest_query)
        return Error{Refusal::too_large, "This view has too many filters to save", "query"};
    const auto views = saved_views_of(transaction, account);
    if (views.size() >= most_views && std::ranges::find(views, name, &SavedView::name) == views.end())
        return Error{Refusal::too_many, "You have 50 saved views; delete one before you save another", "name"};
    auto& row = transaction.prepared<PutView>();
    row.account = account.value;
    row.name = name;
    row.query = query;
    row.run.execute(true);
    return {};
}

Result<void> delete_saved_view(Transaction& transaction, AccountId account, std::int64_t id) {
    auto& row = transaction.prepared<DropView>();
    row.id = id;
    row.account = account.value;
    row.run.execute(true);
    if (row.run.get_affected_rows() != 1)
        return Error{Refusal::not_found, "there is no such view of yours; it may have been deleted", "view"};
    return {};
}

}  // namespace ehcp::store
