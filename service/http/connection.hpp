#pragma once
// One client's connection: reads requests one after the other, has each answered, writes the answers in order. Lives on
// its reactor's thread; only make_response runs elsewhere, while the coroutine waits for it. Deadlines are a moment
// that the reactor's sweep compares, not a timer for each read: that costs nothing and is exact enough. TLS will wrap
// Socket: nothing but the reads, the writes and the closing in connection.cpp touches it.

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <string_view>

#include "service/http/message.hpp"
#include "service/http/site.hpp"

namespace ehcp::http {

class Connection {
public:
    Connection(Socket socket, Site& site);

    Task<void> serve();

    /// Ends whatever this connection waits for, if its time is up.
    void end_if_overdue(Moment now);
    /// The server is stopping: a connection without a request goes now, any other after its answer.
    void leave_if_idle();
    void abandon();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    enum class Phase { idle, reading, answering, writing };
    enum class Arrival { complete, refused, gone };

    Task<bool> request_begins();
    Task<Arrival> receive();
    Task<boost::system::error_code> read_more(std::size_t at_most);
    boost::system::error_code parse_buffered(Parser& parser);
    Task<Arrival> receive_body(Parser& parser);
    Arrival ended_by(boost::system::error_code failed);
    /// Takes over what the headers say; false with a refusal in response_ if that is not acceptable.
    bool accept_headers(Parser& parser);
    bool accept_body_length(const Parser& parser);
    bool accept_rate();
    Arrival refuse(unsigned status, std::string_view detail);
    Response refusal(const Refused& refused) const;

    Task<void> answer_on_worker();
    void make_response();
    void break_off(const std::exception& broken);
    Task<bool> send();
    Task<bool> write(std::string_view bytes);
    Task<void> linger();
    void report(Moment now) const;

    void enter(Phase phase, std::chrono::milliseconds at_most);

    Socket socket_;
    Site& site_;
    const Limits& limits_;
    std::string remote_address_;
    std::string rate_key_;
    boost::beast::flat_buffer buffer_;

    Phase phase_ = Phase::idle;
    Moment deadline_ = Moment::max();
    bool timed_out_ = false;

    // The request in hand.
    Request request_;
    Handling handling_;
    Response response_;
    std::string head_;
    Moment began_;
    bool keep_alive_ = true;
    bool is_http_1_0_ = false;
    bool is_head_ = false;
    bool expects_continue_ = false;
};

}  // namespace ehcp::http
