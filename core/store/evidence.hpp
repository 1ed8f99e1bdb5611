#pragma once
// Evidence that stands beside the log of a case: what the family said, when it was asked and what was changed, and
// which letters went out. Only added to: an entry that was wrong is followed by one that replaces it. The words of an
// entry, which may hold personal data, may be taken away; that they were there stays.

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp {

EHCP_TOKENS(ContributionKind, asked_for_views, views_received, what_changed);
EHCP_TOKENS(Addressee, family, young_person, setting, commissioning_body, social_care, other);
EHCP_TOKENS(Delivery, first_class_post, second_class_post, email, portal, by_hand);

}  // namespace ehcp

namespace ehcp::store {

using EvidenceId = Id<struct EvidenceTag>;

/// How an entry came about. Two that differ say so by their ids alone.
struct Entered {
    Instant at{};
    std::string by = {}, as = {};
    std::optional<EvidenceId> replaces = {};
    bool is_replaced = false;            ///< by a later entry
    std::optional<Instant> erased = {};  ///< when its words were taken away
};

struct Contribution {
    EvidenceId id = {};
    CaseId of = {};
    ContributionKind kind{};
    Day on{};
    std::string how = {};    ///< how it was asked or said: "meeting at school", "telephone"
    std::string words = {};  ///< what was asked, said or changed
    Entered entered = {};
};

struct NoticeSent {
    EvidenceId id = {};
    CaseId of = {};
    int event = 0;            ///< number of the event that required it
    std::string notice = {};  ///< its id in core/law/notices.hpp
    Addressee to{};
    Delivery how{};
    std::string words = {};  ///< the name and address it went to
    Day letter_dated{}, sent_on{};
    std::optional<Day> served_on = {};
    Entered entered = {};
};

EvidenceId insert_contribution(Transaction& transaction, const Contribution& contribution);
EvidenceId insert_notice_sent(Transaction& transaction, const NoticeSent& notice);
/// By date and number, those replaced included.
std::vector<Contribution> contributions_of(Reader& reader, CaseId id);
std::vector<NoticeSent> notices_sent_of(Reader& reader, CaseId id);

/// Takes the words of one entry away, for good. False when there is no such entry, or they are gone already.
bool erase_contribution(Transaction& transaction, CaseId of, EvidenceId id, const Actor& actor, Instant at);
bool erase_notice_address(Transaction& transaction, CaseId of, EvidenceId id, const Actor& actor, Instant at);

}  // namespace ehcp::store
