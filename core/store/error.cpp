#include "core/store/error.hpp"

namespace ehcp::store {

Error not_now(const DatabaseError& failure) {
    using enum Fault;
    switch (failure.fault()) {
        case locked:
            return {Refusal::not_available, "the database is busy; nothing was kept of this request, send it again"};
        case full:
            return {Refusal::not_available, "the disk is full; nothing was kept of this request. Tell the operator"};
        case read_only:
            return {Refusal::not_available, "the database takes no writes; nothing was kept. Tell the operator"};
        case unreachable:
            return {Refusal::not_available, "the database is away; nothing was kept of this request, try later"};
        case corrupt:
        case newer:
        case damaged_record:
        case other: break;
    }
    throw failure;
}

}  // namespace ehcp::store
