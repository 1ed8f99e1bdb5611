#pragma once
// Private to core/casework: the digests of blocks of cases, gathered by one thread in the order of the cases' numbers,
// put together with those of others, and sealed.

#include <map>

#include "core/store/values.hpp"

namespace ehcp::casework {

class SealBlocks {
public:
    void add(store::CaseId id, int seq, const store::Hash& head) {
        const auto block = id.value / store::seal_block;
        if (block != block_) end_block();
        block_ = block;
        open_.add(id.value, seq, head);
    }
    /// Those of another part of the cases.
    void merge(SealBlocks&& other) {
        end_block();
        other.end_block();
        done_.merge(other.done_);
    }
    store::Hash digest(std::int64_t entries) {
        end_block();
        return store::seal_digest(entries, {done_.begin(), done_.end()});
    }

private:
    void end_block() {
        if (!open_.empty()) done_.emplace(block_, open_.finish());
        open_ = {};
    }

    std::int64_t block_ = -1;
    store::BlockDigest open_;
    std::map<std::int64_t, store::Hash> done_;
};

}  // namespace ehcp::casework
