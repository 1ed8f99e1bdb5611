#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "core/store/database.hpp"

namespace ehcp::store {

std::filesystem::path data_dir() {
    namespace fs = std::filesystem;
    if (const char* const set = std::getenv("EHCP_DATA"); set && *set) {
        if (fs::is_directory(fs::path(set) / "sql")) return set;
        throw std::runtime_error(std::string("EHCP_DATA is '") + set +
                                 "', where there is no directory 'sql'; set it to the schemas directory");
    }
    std::error_code unknown;
    const auto program = fs::read_symlink("/proc/self/exe", unknown).parent_path();
    for (const auto* const place : {"../share/ehcp", "../../../schemas"}) {  // as installed; as built
        const auto directory = (program / place).lexically_normal();
        if (fs::is_directory(directory / "sql")) return directory;
    }
    throw std::runtime_error(
        "the program's data (migrations, calendars) are not found beside it; set EHCP_DATA to the schemas directory");
}

}  // namespace ehcp::store
