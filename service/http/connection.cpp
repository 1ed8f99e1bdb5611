#include "service/http/connection.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/core/demangle.hpp>
#include <cmath>
#include <ctime>
#include <random>
#include <typeinfo>

#include "service/http/problem.hpp"
#include "service/http/target.hpp"
#include "service/http/wire.hpp"

namespace ehcp::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;

constexpr std::size_t small_read = 4 * 1024;  // most requests whole; also what an idle connection holds
constexpr std::size_t large_read = 64 * 1024;
constexpr std::size_t joined_body = 16 * 1024;  // up to here copying the body beside its head beats a second write
constexpr std::chrono::milliseconds linger_time{2'000};

std::string new_incident_id() {
    thread_local std::mt19937_64 random{std::random_device{}()};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id(12, '0');
    for (auto& digit : id) digit = digits[random() % digits.size()];
    return id;
}

template <class View>
std::string text_of(View view) {
    return {view.data(), view.size()};
}

}  // namespace

Connection::Connection(Socket socket, Site& site)
    : socket_(std::move(socket)), site_(site), limits_(site.options.limits) {
    error_code ignored;  // a peer that is already gone has no address; the first read finds out
    const auto remote = socket_.remote_endpoint(ignored).address();
    remote_address_ = remote.to_string();
    rate_key_ = rate_limit_key(remote_address_);
    socket_.set_option(tcp::no_delay(true), ignored);
}

Task<void> Connection::serve() {
    while (co_await request_begins()) {
        const auto arrival = co_await receive();
        if (arrival == Arrival::gone) break;
        if (arrival == Arrival::complete) {
            enter(Phase::answering, std::chrono::milliseconds::max());
            if (handling_.is_quick) {
                make_response();
            } else {
                co_await answer_on_worker();
            }
        }
        const bool sent = co_await send();
        if (!sent) break;
        report(Clock::now());
        if (!keep_alive_) {
            co_await linger();
            break;
        }
    }
    abandon();
}

// ---- reading

Task<bool> Connection::request_begins() {
    if (site_.stopping) co_return false;
    request_ = {};
    handling_ = {};
    response_ = {};
    head_ = {};
    if (buffer_.size() == 0) {
        if (buffer_.capacity() > 2 * small_read) buffer_.shrink_to_fit();  // nobody knows how long it will be idle
        enter(Phase::idle, limits_.idle);
        const auto failed = co_await read_more(small_read);
        if (failed) co_return false;
    }
    began_ = Clock::now();
    enter(Phase::reading, limits_.one_request);
    co_return true;
}

Task<error_code> Connection::read_more(std::size_t at_most) {
    const auto [failed, bytes] = co_await socket_.async_read_some(buffer_.prepare(at_most), as_outcome);
    buffer_.commit(bytes);
    co_return failed;
}

error_code Connection::parse_buffered(Parser& parser) {
    error_code failed = beast::http::error::need_more;
    if (buffer_.size() > 0) buffer_.consume(parser.put(buffer_.cdata(), failed));
    // A chunk's header is the one part that the parser does not bound itself.
    if (failed == beast::http::error::need_more && buffer_.size() > limits_.header_bytes) {
        return beast::http::error::header_limit;
    }
    return failed;
}

Task<Connection::Arrival> Connection::receive() {
    Parser parser;  // one for each message: parsers are not reusable
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(boost::none);  // known once the route is
    parser.eager(false);
    keep_alive_ = false;
    is_head_ = is_http_1_0_ = false;
    while (!parser.is_header_done()) {
        auto failed = parse_buffered(parser);
        if (failed == beast::http::error::need_more) failed = co_await read_more(small_read);
        if (failed) co_return ended_by(failed);
    }
    if (!accept_headers(parser)) co_return Arrival::refused;
    if (!parser.is_done()) {
        const auto arrival = co_await receive_body(parser);
        if (arrival != Arrival::complete) co_return arrival;
    }
    keep_alive_ = parser.keep_alive();
    co_return Arrival::complete;
}

Task<Connection::Arrival> Connection::receive_body(Parser& parser) {
    if (expects_continue_ && buffer_.size() == 0) {
        const bool invited = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
        if (!invited) co_return Arrival::gone;
    }
    parser.eager(true);
    while (!parser.is_done()) {
        auto failed = parse_buffered(parser);
        if (failed == beast::http::error::need_more) failed = co_await read_more(large_read);
        if (failed) co_return ended_by(failed);
    }
    request_.body = std::move(parser.get().body());
    co_return Arrival::complete;
}

Connection::Arrival Connection::ended_by(error_code failed) {
    using beast::http::error;
    if (timed_out_) {
        timed_out_ = false;
        return refuse(408, "The request did not arrive in time. Send it again, whole.");
    }
    if (failed == error::header_limit) {
        return refuse(431, "The request line and headers are larger than " + std::to_string(limits_.header_bytes) +
                               " bytes. Send fewer or shorter ones.");
    }
    if (failed == error::body_limit || failed == error::buffer_overflow) {
        return refuse(413, "The body is larger than this route takes. Send it in smaller parts.");
    }
    if (failed == error::bad_version) return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    if (failed.category() == beast::http::make_error_code(error::need_more).category()) {
        return refuse(400, "This is not a well-formed HTTP request: " + failed.message() + ".");
    }
    return Arrival::gone;
}

Response Connection::refusal(const Refused& refused) const {
    if (site_.options.refusal) return site_.options.refusal(request_, refused);
    return refused.incident.empty() ? problem(refused.status, refused.detail) : incident_problem(refused.incident);
}

Connection::Arrival Connection::refuse(unsigned status, std::string_view detail) {
    response_ = refusal({status, detail, {}});
    head_ = head_of(response_, {.keep_alive = keep_alive_, .is_http_1_0 = is_http_1_0_}, std::time(nullptr));
    return Arrival::refused;
}

bool Connection::accept_headers(Parser& parser) {
    const auto& message = parser.get();
    const auto refused = [this](unsigned status, std::string_view detail) {
        refuse(status, detail);
        return false;
    };
    request_.method = text_of(message.method_string());
    is_http_1_0_ = message.version() < 11;
    is_head_ = message.method() == beast::http::verb::head;
    if (is_head_) request_.method = "GET";
    for (const auto& field : message)
        request_.headers.push_back({text_of(field.name_string()), text_of(field.value())});
    request_.remote_address = remote_address_;

    const auto hosts = message.count(beast::http::field::host);
    if (hosts > 1 || (hosts == 0 && !is_http_1_0_)) return refused(400, "The request needs exactly one Host header.");
    if (const auto reason = read_target(text_of(message.target()), request_); !reason.empty()) {
        return refused(400, "The request target is refused: " + std::string(reason) + ".");
    }
    // Anything but plain "chunked" would leave us and a proxy before us with two opinions on where the body ends.
    if (const auto coding = request_.header("Transfer-Encoding"); coding && !is_same_name(*coding, "chunked")) {
        return refused(501, "The only transfer coding understood here is 'chunked'.");
    }
    const auto expectation = request_.header("Expect");
    expects_continue_ = expectation && is_same_name(*expectation, "100-continue") && !is_http_1_0_;
    if (expectation && !is_same_name(*expectation, "100-continue")) {
        return refused(417, "The only expectation understood here is '100-continue'.");
    }
    if (site_.options.handling) handling_ = site_.options.handling(request_);
    if (const auto limit = handling_.body_bytes ? handling_.body_bytes : limits_.body_bytes; !parser.is_done()) {
        if (parser.content_length().value_or(0) > limit) {
            return refused(413, "The body is larger than the " + std::to_string(limit) +
                                    " bytes that this route takes. Send it in smaller parts.");
        }
        parser.body_limit(limit);
    }
    // A refusal for the rate need not cost the client its connection, unless a body is still to come.
    keep_alive_ = parser.is_done() && parser.keep_alive() && !site_.stopping;
    return accept_rate();
}

bool Connection::accept_rate() {
    const auto wait = site_.rate.wait_before(rate_key_, began_);
    if (!wait) return true;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait);
    response_ = refusal({429, "Too many requests from this address; wait for as long as Retry-After says.", {}});
    response_.headers.push_back({"Retry-After", std::to_string(seconds.count())});
    head_ = head_of(response_, {.keep_alive = keep_alive_, .is_http_1_0 = is_http_1_0_}, std::time(nullptr));
    return false;
}

// ---- answering

Task<void> Connection::answer_on_worker() {
    auto handed_over = [this](auto resume) {
        net::post(site_.workers, [this, resume = std::move(resume)]() mutable {
            make_response();
            net::post(socket_.get_executor(), std::move(resume));
        });
    };
    net::use_awaitable_t<IoExecutor> token;
    co_await net::async_initiate<net::use_awaitable_t<IoExecutor>, void()>(std::move(handed_over), token);
}

void Connection::make_response() {
    try {
        response_ = site_.answer(request_);
        keep_alive_ = keep_alive_ && !site_.stopping;
        head_ = head_of(response_, {.keep_alive = keep_alive_, .is_http_1_0 = is_http_1_0_}, std::time(nullptr));
    } catch (const std::exception& broken) {
        break_off(broken);
    }
}

void Connection::break_off(const std::exception& broken) {
    const auto id = new_incident_id();
    response_ = refusal({500, {}, id});
    head_ = head_of(response_, {.keep_alive = keep_alive_, .is_http_1_0 = is_http_1_0_}, std::time(nullptr));
    if (!site_.observer.broke) return;
    const auto type = boost::core::demangle(typeid(broken).name());
    site_.observer.broke({.id = id, .method = request_.method, .route = handling_.route, .exception = type});
}

// ---- writing

Task<bool> Connection::send() {
    const bool with_body = has_body(response_.status) && !is_head_;
    const bool joined = with_body && response_.body.size() <= joined_body;
    if (joined) head_ += response_.body;
    enter(Phase::writing, limits_.idle);
    const bool head_sent = co_await write(head_);
    if (!head_sent || joined || !with_body) co_return head_sent;
    const bool body_sent = co_await write(response_.body);
    co_return body_sent;
}

Task<bool> Connection::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto [failed, written] =
            co_await socket_.async_write_some(net::buffer(bytes.data(), bytes.size()), as_outcome);
        if (failed) co_return false;
        bytes.remove_prefix(written);
        // A slow reader may take long over a long answer, so long as it takes some.
        if (!bytes.empty() && phase_ == Phase::writing) enter(Phase::writing, limits_.idle);
    }
    co_return true;
}

// Closing with unread input makes the system send a reset, which can overtake our last answer and destroy it; so the
// client is told that no more will come, and gets a moment to read and to hang up.
Task<void> Connection::linger() {
    error_code failed;
    socket_.shutdown(Socket::shutdown_send, failed);
    enter(Phase::writing, linger_time);
    while (!failed && !timed_out_) {
        buffer_.clear();
        failed = co_await read_more(large_read);
    }
}

void Connection::report(Moment now) const {
    if (!site_.observer.answered) return;
    const bool is_split = has_body(response_.status) && !is_head_ && response_.body.size() > joined_body;
    site_.observer.answered({.method = is_head_ ? std::string_view("HEAD") : std::string_view(request_.method),
                             .route = handling_.route,
                             .status = response_.status,
                             .took = now - began_,
                             .bytes_in = request_.body.size(),
                             .bytes_out = head_.size() + (is_split ? response_.body.size() : 0)});
}

// ---- deadlines

void Connection::enter(Phase phase, std::chrono::milliseconds at_most) {
    phase_ = phase;
    timed_out_ = false;
    deadline_ = at_most == std::chrono::milliseconds::max() ? Moment::max() : Clock::now() + at_most;
}

void Connection::end_if_overdue(Moment now) {
    if (now < deadline_) return;
    timed_out_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::leave_if_idle() {
    error_code ignored;
    if (phase_ == Phase::idle) socket_.cancel(ignored);
}

void Connection::abandon() {
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace ehcp::http
