#include "core/exchange/bring/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <array>

namespace ehcp::exchange {

struct Archive::Opened {
    std::string name;
    ArchiveLimits limits;
    std::size_t left = 0;  ///< may still be unpacked
    std::size_t most = 0;  ///< in all
    zip_t* archive = nullptr;
    ~Opened() {
        if (archive) zip_discard(archive);
    }

    Error damaged(std::string_view what) const {
        return {Refusal::bad_value,
                fmt::format("{} cannot be read: {}; save it again from the spreadsheet program", name, what), "FILE"};
    }
    Error too_large() const {
        return {Refusal::too_large,
                fmt::format(
                    "{} unpacks to more than {} MiB, or to more than {} times its size; split it, or save it as CSV",
                    name, most >> 20, limits.ratio),
                "FILE"};
    }
};

Archive::Archive(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes, std::string_view name, const ArchiveLimits& limits) {
    auto opened = std::make_unique<Opened>();
    opened->name = name;
    opened->limits = limits;
    // A small file that unpacks hundreds of times over is no workbook; one of a few kilobytes may, harmlessly.
    opened->most = opened->left =
        std::min(limits.unpacked, std::max<std::size_t>(bytes.size() * limits.ratio, 1 << 20));
    zip_error_t failure;
    zip_error_init(&failure);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failure);
    if (source) opened->archive = zip_open_from_source(source, ZIP_RDONLY, &failure);
    if (!opened->archive) {
        const auto refused = opened->damaged("it is cut short or not a workbook");
        if (source) zip_source_free(source);
        zip_error_fini(&failure);
        return refused;
    }
    zip_error_fini(&failure);
    if (const auto entries = zip_get_num_entries(opened->archive, 0);
        entries < 0 || static_cast<std::size_t>(entries) > limits.entries)
        return Error{
            Refusal::too_large,
            fmt::format("{} is an archive of more than {} parts, which no workbook of ours is", name, limits.entries),
            "FILE"};
    return Archive(std::move(opened));
}

bool Archive::has(const std::string& entry) const { return zip_name_locate(opened_->archive, entry.c_str(), 0) >= 0; }

Result<std::string> Archive::read(const std::string& entry) {
    const auto index = zip_name_locate(opened_->archive, entry.c_str(), 0);
    if (index < 0) return opened_->damaged(fmt::format("it has no part '{}'", entry));
    struct Closer {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    const std::unique_ptr<zip_file_t, Closer> file(
        zip_fopen_index(opened_->archive, static_cast<zip_uint64_t>(index), 0));
    if (!file)
        return opened_->damaged(fmt::format("its part '{}' is encrypted or packed in a way that is not known", entry));
    // What the archive says of its sizes is not believed: what comes out is counted.
    std::string content;
    std::array<char, 65536> part;
    for (;;) {
        const auto got = zip_fread(file.get(), part.data(), part.size());
        if (got < 0) return opened_->damaged(fmt::format("its part '{}' is damaged", entry));
        if (got == 0) return content;
        const auto length = static_cast<std::size_t>(got);
        if (length > opened_->left) return opened_->too_large();
        opened_->left -= length;
        content.append(part.data(), length);
    }
}

}  // namespace ehcp::exchange
