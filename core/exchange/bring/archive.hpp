#pragma once
// A zip archive in memory, read with limits: an archive that unpacks to more than it should is refused before it does.

#include <memory>
#include <string>
#include <string_view>

#include "core/engine/result.hpp"

namespace ehcp::exchange {

struct ArchiveLimits {
    std::size_t entries, unpacked, ratio;
};

class Archive {
public:
    /// `bytes` must outlive it. `name` goes into the messages.
    static Result<Archive> open(std::string_view bytes, std::string_view name, const ArchiveLimits& limits);
    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

    bool has(const std::string& entry) const;
    /// The whole entry. Refuses one that is not there, damaged, encrypted, or over the limits, which count all that was
    /// read of the archive.
    Result<std::string> read(const std::string& entry);

private:
    struct Opened;
    explicit Archive(std::unique_ptr<Opened> opened);
    std::unique_ptr<Opened> opened_;
};

}  // namespace ehcp::exchange
