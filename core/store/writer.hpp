#pragma once
// The one writer. Its thread takes every command that waits into one transaction, each in a savepoint, and answers them
// all after the commit: what was answered is on the disk. A command that refuses or throws is undone alone; if the
// commit fails, all of the group get the exception and nothing of it is kept. Safe to call from any thread.

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"

namespace ehcp::store {

class Writer {
public:
    /// `group` is the most commands that one commit may hold.
    explicit Writer(const Database& database, std::size_t group = 256);
    /// Finishes what is waiting.
    ~Writer();

    /// `command` is called as Result<T>(Transaction&), on the writer's thread.
    template <class Command>
    auto submit(Command command) {
        using Answer = std::invoke_result_t<Command&, Transaction&>;
        auto promise = std::make_shared<std::promise<Answer>>();
        auto answer = promise->get_future();
        auto result = std::make_shared<std::optional<Answer>>();
        enqueue({[command = std::move(command), result](Transaction& transaction) mutable {
                     return result->emplace(command(transaction)).has_value();
                 },
                 [promise, result](std::exception_ptr failure) {
                     if (failure)
                         promise->set_exception(failure);
                     else
                         promise->set_value(std::move(**result));
                 }});
        return answer;
    }
    /// Submits and waits for the commit.
    template <class Command>
    auto perform(Command command) {
        return submit(std::move(command)).get();
    }

    struct Figures {
        std::uint64_t commands, commits;
    };
    Figures figures() const;

private:
    struct Work {
        std::function<bool(Transaction&)> act;  ///< false: refused, to be undone
        std::function<void(std::exception_ptr)> answer;
    };
    void enqueue(Work work);
    void run();
    void commit_group(std::deque<Work>& group);
    std::exception_ptr explained_failure(const std::exception& failure) const;

    std::string url_;
    std::unique_ptr<Connection> connection_;
    std::size_t group_;
    mutable std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Work> queue_;
    Figures figures_{0, 0};
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace ehcp::store
