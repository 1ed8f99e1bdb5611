#include "core/casework/notices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/evidence_rules.hpp"
#include "core/casework/intake_checks.hpp"
#include "core/law/law.hpp"
#include "core/store/index.hpp"
#include "core/store/people.hpp"

namespace ehcp::casework {
namespace {

constexpr std::size_t longest_address = 400;

bool holds_of(When when, const Event& event) {
    switch (when) {
        case When::always:
            return true;
        case When::decided_maintain:
            return event.is(Decision::maintain);
        case When::decided_amend:
            return event.is(Decision::amend);
        case When::decided_cease:
            return event.is(Decision::cease);
        default:
            throw std::logic_error("a notice depends on a condition that the event alone does not answer");
    }
}

std::optional<Error> refused(const NewNotice& notice, Day today) {
    if (notice.sent_on > today) return Error{Refusal::bad_date, "a letter was not sent after today", "sent_on"};
    if (notice.letter_dated > today)
        return Error{Refusal::bad_date, "the date of a letter that went out is not after today", "letter_dated"};
    if (notice.served_on && *notice.served_on < notice.sent_on)
        return Error{Refusal::bad_date, "a letter is not served before it is sent", "served_on"};
    if (!notice.words.empty() && (!is_free_text(notice.words) || letters_in(notice.words) > longest_address))
        return Error{Refusal::bad_value, fmt::format("text of at most {} characters", longest_address), "words"};
    return std::nullopt;
}

}  // namespace

const NoticeRule* notice_rule(std::string_view id) {
    const auto found = std::ranges::find(law::notices, id, &NoticeRule::id);
    return found == law::notices.end() ? nullptr : &*found;
}

std::vector<const NoticeRule*> notices_required_by(const Event& event) {
    std::vector<const NoticeRule*> required;
    for (const auto& rule : law::notices) {
        const bool applies = std::any_of(rule.sent_on.begin(), rule.sent_on.end(), [&](const Cause& cause) {
            return cause.event == event.type && holds_of(cause.when, event);
        });
        if (applies) required.push_back(&rule);
    }
    return required;
}

std::vector<RequiredNotice> notices_of(store::Reader& reader, const OpenCase& opened) {
    const auto sent = store::notices_sent_of(reader, opened.file.id);
    std::vector<RequiredNotice> notices;
    const auto events = store::as_corrected(opened.log.events);
    for (std::size_t number = 0; number < events.size(); ++number) {
        if (!events[number]) continue;
        for (const auto* const rule : notices_required_by(*events[number])) {
            RequiredNotice notice{rule, static_cast<int>(number), events[number], {}};
            std::ranges::copy_if(sent, std::back_inserter(notice.sent), [&](const store::NoticeSent& each) {
                return each.event == notice.event && each.notice == rule->id && !each.entered.is_replaced;
            });
            notices.push_back(std::move(notice));
        }
    }
    return notices;
}

Result<store::EvidenceId> record_notice(store::Transaction& transaction, std::string_view reference,
                                        const NewNotice& notice, const Occasion& occasion) {
    const auto opened = open_case(transaction, reference, occasion.calendar);
    if (opened.has_error()) return opened.error();
    const auto required = notices_of(transaction, *opened);
    const auto is_this = [&](const RequiredNotice& each) {
        return each.event == notice.event && each.rule->id == notice.notice;
    };
    if (std::ranges::none_of(required, is_this))
        return Error{Refusal::bad_value, "this event requires no such notice", "notice"};
    if (auto error = refused(notice, occasion.today)) return std::move(*error);
    if (auto error = not_replaceable(store::notices_sent_of(transaction, opened->file.id), notice.replaces))
        return std::move(*error);
    return store::insert_notice_sent(transaction, {.of = opened->file.id,
                                                   .event = notice.event,
                                                   .notice = notice.notice,
                                                   .to = notice.to,
                                                   .how = notice.how,
                                                   .words = notice.words,
                                                   .letter_dated = notice.letter_dated,
                                                   .sent_on = notice.sent_on,
                                                   .served_on = notice.served_on,
                                                   .entered = entered_now(occasion, notice.replaces)});
}

Result<void> erase_notice_address(store::Transaction& transaction, std::string_view reference, store::EvidenceId id,
                                  const Occasion& occasion) {
    const auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    if (!store::erase_notice_address(transaction, file->id, id, occasion.actor, occasion.now))
        return nothing_to_erase();
    return {};
}

}  // namespace ehcp::casework
