#include "core/store/writer.hpp"

#include "core/store/engine.hpp"

namespace ehcp::store {

Writer::Writer(const Database& database, std::size_t group)
    : url_(database.url()),
      connection_(database.connect(Access::read_write)),
      group_(group),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    waiting_.notify_one();
    thread_.join();
}

void Writer::enqueue(Work work) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
    }
    waiting_.notify_one();
}

Writer::Figures Writer::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

void Writer::run() {
    for (;;) {
        std::deque<Work> group;
        {
            std::unique_lock lock(mutex_);
            waiting_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            while (!queue_.empty() && group.size() < group_) {
                group.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        commit_group(group);
    }
}

void Writer::commit_group(std::deque<Work>& group) {
    std::vector<std::exception_ptr> failures(group.size());
    try {
        Transaction transaction(*connection_);
        for (std::size_t i = 0; i < group.size(); ++i) {
            try {
                Transaction::Savepoint savepoint(transaction);
                if (group[i].act(transaction)) savepoint.keep();
            } catch (const std::exception& failure) {
                // Undone, and told to the one who asked; the others of the group go on.
                failures[i] = explained_failure(failure);
                if (!engine::in_transaction(connection_->session())) throw;
            }
        }
        transaction.commit();
        const std::lock_guard lock(mutex_);
        figures_.commands += group.size();
        ++figures_.commits;
    } catch (const std::exception& failure) {
        const auto explained = explained_failure(failure);
        failures.assign(group.size(), explained);
    }
    for (std::size_t i = 0; i < group.size(); ++i) group[i].answer(failures[i]);
}

std::exception_ptr Writer::explained_failure(const std::exception& failure) const {
    try {
        engine::throw_explained(failure, url_);
    } catch (const DatabaseError& error) {
        return std::make_exception_ptr(error);
    }
    return std::current_exception();
}

}  // namespace ehcp::store
