// ehcp token: bearer tokens of the service. The secret is printed once and kept nowhere; the record has its hash.
#include <fmt/format.h>

#include "cli/record.hpp"
#include "core/casework/roles.hpp"
#include "core/store/accounts.hpp"
#include "core/store/registers.hpp"

namespace ehcp::cli {
namespace {

void create(Context& context, const std::string& role, const std::string& setting, const std::string& label) {
    const bool of_school = role == token(UserRole::school);
    if (of_school && setting.empty())
        return refuse(context, {Refusal::missing_field, "a school's token is bound to one setting; say which with --setting URN", "--setting"});
    if (!of_school && !setting.empty())
        return refuse(context, {Refusal::bad_value, fmt::format("--setting binds a school's token; a token of the role {} takes none", role), "--setting"});
    Record record(context);
    const auto secret = record.write([&](store::Transaction& transaction) -> Result<std::string> {
        // A request from a setting that is not in the register is taken, so its school may have a token too.
        if (of_school && !store::find_setting(transaction, setting))
            context.err << fmt::format("ehcp: setting {} is not in the register yet; add it with ehcp settings add\n", setting);
        return store::create_token(transaction, {.role = role, .setting = setting, .label = label, .created_at = context.now, .revoked_at = {}});
    });
    if (secret.has_error()) return refuse(context, secret.error());
    context.out << *secret << '\n';
}

void list(Context& context) {
    Record record(context);
    record.read([&](store::Reader& reader) {
        for (const auto& each : store::all_tokens(reader)) {
            context.out << fmt::format("{:>4}  {:<10}  {:<10}  {}  {:<20}  {}\n", each.id, each.role, each.setting, text_of(each.created_at),
                                       each.revoked_at ? text_of(*each.revoked_at) : "in force", each.label);
        }
    });
}

void revoke(Context& context, std::int64_t id) {
    Record record(context);
    const auto done = record.write([&](store::Transaction& transaction) { return store::revoke_token(transaction, id, context.now); });
    if (done.has_error()) refuse(context, done.error());
}

}  // namespace

void add_token(CLI::App& app, Context& context) {
    struct Options {
        std::string role, setting, label = "made on the command line";
        std::int64_t id = 0;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("token", "Bearer tokens of the service");
    command->require_subcommand(1);

    auto* creating = command->add_subcommand("create", "Makes a token and prints it, once");
    std::vector<std::string> roles;
    for (const UserRole role : all<UserRole>()) roles.emplace_back(token(role));
    creating->add_option("--role", options->role, "What its bearer may do")->required()->check(CLI::IsMember(roles));
    creating->add_option("--setting", options->setting, "The URN of a school's setting");
    creating->add_option("--label", options->label, "Whose it is, for the list");
    creating->callback([options, &context] { create(context, options->role, options->setting, options->label); });

    command->add_subcommand("list", "All tokens, without their secrets")->callback([&context] { list(context); });

    auto* revoking = command->add_subcommand("revoke", "Ends a token");
    revoking->add_option("ID", options->id, "Its number in the list")->required();
    revoking->callback([options, &context] { revoke(context, options->id); });
}

}  // namespace ehcp::cli
