#pragma once
// Which letters the law requires of what happened to a case, and the evidence of those that went out: to whom, how, and
// the date of the letter, of its sending and of its service, as three dates.

#include "core/casework/case_file.hpp"
#include "core/casework/occasion.hpp"
#include "core/law/notices.hpp"
#include "core/store/evidence.hpp"

namespace ehcp::casework {

/// The row of that id, if there is one.
const NoticeRule* notice_rule(std::string_view id);
/// The letters that an event requires: none for most.
std::vector<const NoticeRule*> notices_required_by(const Event& event);

struct RequiredNotice {
    const NoticeRule* rule;
    int event;                            ///< number of the event that requires it
    const Event* because;                 ///< as corrected
    std::vector<store::NoticeSent> sent;  ///< the evidence, those replaced left out
};
/// In the order of the log. Refers into `opened`.
std::vector<RequiredNotice> notices_of(store::Reader& reader, const OpenCase& opened);

struct NewNotice {
    int event = 0;
    std::string notice = {};
    Addressee to{};
    Delivery how{};
    std::string words = {};  ///< the name and address that it went to; may be empty
    Day letter_dated{}, sent_on{};
    std::optional<Day> served_on = {};  ///< may be to come: post takes time
    std::optional<store::EvidenceId> replaces = {};
};
/// Refuses a notice that the event does not require, one sent after today, served before it was sent or dated after
/// today.
Result<store::EvidenceId> record_notice(store::Transaction& transaction, std::string_view reference,
                                        const NewNotice& notice, const Occasion& occasion);
/// Takes the name and address away, for good.
Result<void> erase_notice_address(store::Transaction& transaction, std::string_view reference, store::EvidenceId id,
                                  const Occasion& occasion);

}  // namespace ehcp::casework
