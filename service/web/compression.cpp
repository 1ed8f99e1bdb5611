#include "service/web/compression.hpp"

#include <zlib.h>

#include <stdexcept>

namespace ehcp::web {

std::string gzipped(std::string_view text, Effort effort) {
    constexpr int gzip_format = 15 + 16;
    z_stream stream{};
    if (deflateInit2(&stream, effort == Effort::most ? 9 : 4, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib cannot be started");
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib's interface has no const
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
    return out;
}

bool takes_gzip(const http::Request& request) {
    const auto accepted = request.header("Accept-Encoding");
    if (!accepted) return false;
    const auto at = accepted->find("gzip");
    if (at == accepted->npos) return false;
    auto weight = accepted->substr(at + 4);
    weight = weight.substr(0, weight.find(','));
    const auto quality = weight.find("q=");
    // "q=0", "q=0.0": not acceptable.
    return quality == weight.npos || weight.find_first_of("123456789", quality) != weight.npos;
}

}  // namespace ehcp::web
