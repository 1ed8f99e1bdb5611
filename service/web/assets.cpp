#include "service/web/assets.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "service/web/compression.hpp"

namespace ehcp::web {

namespace {

std::string type_of(const std::filesystem::path& name) {
    const auto extension = name.extension();
    if (extension == ".css") return "text/css; charset=utf-8";
    if (extension == ".js") return "text/javascript; charset=utf-8";
    if (extension == ".svg") return "image/svg+xml";
    throw std::runtime_error("an asset of an unknown kind: " + name.string());
}

std::string fingerprint(std::string_view content) {
    std::array<unsigned char, 16> hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    std::array<char, 2 * hash.size() + 1> text;
    return {sodium_bin2hex(text.data(), text.size(), hash.data(), 8)};
}

}  // namespace

Assets::Assets(const std::filesystem::path& directory) {
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        std::ifstream file(entry.path(), std::ios::binary);
        add(entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(file), {}));
    }
    if (addresses_.empty()) throw std::runtime_error("there are no assets in " + directory.string());
}

void Assets::add(std::string_view name, std::string content) {
    const std::filesystem::path path(name);
    const auto address = path.stem().string() + "-" + fingerprint(content) + path.extension().string();
    addresses_[std::string(name)] = "/assets/" + address;
    auto compressed = gzipped(content, Effort::most);
    by_address_[address] = {type_of(path), std::move(content), std::move(compressed)};
}

const std::string& Assets::address_of(std::string_view name) const {
    const auto found = addresses_.find(name);
    if (found == addresses_.end()) throw std::logic_error("there is no asset " + std::string(name));
    return found->second;
}

std::optional<http::Response> Assets::find(std::string_view name, const http::Request& request) const {
    const auto found = by_address_.find(name);
    if (found == by_address_.end()) return std::nullopt;
    const auto& asset = found->second;
    http::Response response{200,
                            {{"Content-Type", asset.type},
                             {"Cache-Control", "public, max-age=31536000, immutable"},
                             {"Vary", "Accept-Encoding"}},
                            {}};
    if (takes_gzip(request)) {
        response.headers.push_back({"Content-Encoding", "gzip"});
        response.body = asset.compressed;
    } else {
        response.body = asset.content;
    }
    return response;
}

}  // namespace ehcp::web
