#pragma once
// Every view of a child's file, kept with who, when and how. Nobody waits for it: what was seen since the last commit
// goes into the next one. The same file seen again by the same person in the same way within a minute is one view.

#include <memory>

#include "core/store/accounts.hpp"
#include "core/store/writer.hpp"

namespace ehcp::access {

class ViewLog {
public:
    explicit ViewLog(store::Writer& writer);

    void note(store::CaseId id, store::FileView view);

private:
    struct Waiting;

    store::Writer& writer_;
    std::shared_ptr<Waiting> waiting_;  // shared with the command under way, which may outlive this object
};

}  // namespace ehcp::access
