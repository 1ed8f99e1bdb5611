// ehcp verify: proves the record, or says where it is damaged. ehcp rebuild: makes the derived indexes anew from the log.
#include <fmt/format.h>

#include <fstream>

#include "cli/record.hpp"
#include "core/casework/verify.hpp"

namespace ehcp::cli {
namespace {

Result<std::vector<store::Seal>> seals_in(const std::vector<std::string>& files) {
    std::vector<store::Seal> seals;
    for (const auto& name : files) {
        std::ifstream file(name);
        std::string line;
        bool any = false;
        while (std::getline(file, line)) {
            if (line.empty()) continue;
            auto seal = casework::seal_from(line);
            if (seal.has_error()) return Error{Refusal::bad_value, fmt::format("{}: {}", name, seal.error().message), "--seal"};
            seals.push_back(*seal);
            any = true;
        }
        if (!any) return Error{Refusal::bad_value, fmt::format("cannot read a seal from '{}'; the nightly job writes one into its report's folder", name), "--seal"};
    }
    return seals;
}

void verify(Context& context, const std::vector<std::string>& files) {
    const auto seals = seals_in(files);
    if (seals.has_error()) return refuse(context, seals.error());
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    const auto result = casework::verify(readers, calendar_of(database), *seals);
    for (const auto& finding : result.findings) {
        context.out << fmt::format("{}: {}\n    {}\n", token(finding.check), finding.message, finding.remedy);
    }
    context.out << fmt::format("{} cases, {} events: {}\n", result.cases, result.events,
                               result.clean() ? "clean" : fmt::format("{} finding{}", result.findings.size(), result.findings.size() == 1 ? "" : "s"));
    if (!result.clean()) context.exit_status = 1;
}

void rebuild(Context& context) {
    Record record(context);
    const auto changed = casework::rebuild(record.connection(), calendar_of(record.database()));
    context.out << fmt::format("the indexes are made anew from the log; {} differed\n", changed);
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
    const auto files = std::make_shared<std::vector<std::string>>();
    auto* command = app.add_subcommand("verify", "Proves the record: chain, gaps, seals, indexes, texts, foreign keys");
    command->add_option("--seal", *files, "A seal kept outside the record, as the nightly job wrote it");
    command->callback([files, &context] { verify(context, *files); });
}

void add_rebuild(CLI::App& app, Context& context) {
    app.add_subcommand("rebuild", "Makes the derived indexes anew from the log")->callback([&context] { rebuild(context); });
}

}  // namespace ehcp::cli
