#pragma once
// A small pool of reading connections. read() lends one, inside a transaction, so that everything the function sees is
// of one moment. Safe to call from any thread; waits while all are lent.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/reader.hpp"

namespace ehcp::store {

class Readers {
public:
    explicit Readers(const Database& database, std::size_t most = 4, Access access = Access::read_only)
        : database_(database), most_(most), access_(access) {}

    template <class Read>
    auto read(Read read) {
        try {
            Lent lent(*this);
            return read(lent.reader);
        } catch (const std::exception& failure) {
            throw_explained(failure);
            throw;
        }
    }

private:
    struct Lent {
        explicit Lent(Readers& from);
        ~Lent();
        Readers& pool;
        std::unique_ptr<Connection> connection;
        Reader reader;
    };
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection);
    void throw_explained(const std::exception& failure) const;  ///< if it is the database's

    const Database& database_;
    std::size_t most_;
    Access access_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t made_ = 0;
};

}  // namespace ehcp::store
