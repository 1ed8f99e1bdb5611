#pragma once
// Every table of the record: what of it leaves with a whole export, in which order it can be read back, and what is
// left behind and why. A test holds both lists against the schema. A derived table is made again and never carried.

#include <array>
#include <string_view>

namespace ehcp::store {

/// `columns`: names in order, '#' after one that holds numbers. `kept_back`: columns that do not leave, each with what
/// stands there after reading back ("password_hash=").
struct CarriedTable {
    std::string_view name, columns, key;
    std::string_view kept_back = {};
};

inline constexpr auto carried_tables = std::to_array<CarriedTable>({
    {"setting", "urn name phase", "urn"},
    {"setting_register", "urn ukprn type status closed_on la postcode resourced_provision# sen_unit# learned_at#",
     "urn"},
    {"setting_mailbox", "setting email", "setting"},
    {"closure", "setting closed_from reopens source learned_at#", "setting, closed_from"},
    {"bank_holiday", "day title source learned_at#", "day"},
    {"team", "name", "name"},
    {"caseworker", "code name team left_on", "code"},
    {"adviser_body", "name kind", "name"},
    {"person",
     "id# surname forename date_of_birth sex ethnicity upn uln postcode surname_key forename_key no_upn_because", "id"},
    {"contact", "id# person# name relation email telephone address", "id"},
    {"case_file", "id# reference person# setting caseworker team primary_need last_seq# head_hash", "id"},
    {"case_link", "case_id# other# why found_at#", "case_id, other"},
    {"assignment", "id# case_id# at# assigned_by assigned_as caseworker team", "id"},
    {"graduated_approach", "case_id# cycles", "case_id"},
    {"event", "case_id# seq# entry# type on_date recorded_at# recorded_by recorded_as body text_hash hash",
     "case_id, seq"},
    {"event_text", "case_id# seq# salt texts", "case_id, seq"},
    {"erasure", "case_id# seq# erased_at# erased_by erased_as reason", "case_id, seq"},
    {"family_contribution",
     "id# case_id# kind on_date how words replaces# recorded_at# recorded_by recorded_as erased_at# erased_by", "id"},
    {"notice_sent",
     "id# case_id# event# notice to_whom how words letter_dated sent_on served_on replaces# recorded_at# recorded_by "
     "recorded_as erased_at# erased_by",
     "id"},
    {"plan_details",
     "case_id# youth_accommodation# exported_to residential work_based personal_budget# organised_arrangements "
     "direct_payments",
     "case_id"},
    {"need", "case_id# rank# code", "case_id, rank"},
    {"placement",
     "case_id# part number# rank# urn ukprn setting_type setting_other sen_unit# resourced# entered_on left_on "
     "residential "
     "work_based",
     "case_id, part, number"},
    {"stated_item", "case_id# year# item value", "case_id, year, item"},
    {"import_key", "source row_id case_id# fingerprint imported_at#", "source, row_id"},
    {"import_run", "id# what source at# recorded_by recorded_as created# matched# rejected# detail", "id"},
    {"account",
     "id# username name role setting body caseworker manages_colleagues# must_change_password# created_at# created_by "
     "disabled_at# failed_attempts# locked_until# password_changed_at#",
     "id", "password_hash="},
    {"account_event", "id# account# at# what detail by_name by_role", "id"},
    {"saved_view", "id# account# name query", "id"},
    {"support_record",
     "id# setting surname forename date_of_birth upn cycles version# surname_key forename_key created_at# created_by "
     "updated_at# updated_by",
     "id"},
    {"draft", "id# setting support_record# fields version# created_at# created_by updated_at# updated_by sent_as",
     "id"},
    {"file_view", "id# at# case_id# who role how", "id"},
    {"night", "day started_at# finished_at# findings# summary", "day"},
    {"night_failure", "id# day case_id# message", "id"},
    {"seal", "day entries# digest at#", "day"},
    {"breach",
     "case_id# event# clock rung first_night put_right_night due_on limb team caseworker setting put_right_how "
     "put_right_on",
     "case_id, event, clock, rung"},
    {"night_report", "id# day name split lasting# body", "id"},
    {"counter", "name value#", "name"},
});

struct LeftOutTable {
    std::string_view name, because;
};

inline constexpr auto left_out_tables = std::to_array<LeftOutTable>({
    {"procedure_index", "derived from the log: made again"},
    {"clock_index", "derived from the log: made again"},
    {"case_setting", "derived from the log: made again"},
    {"token", "the hash of a secret that opens the service: make new tokens for the new record"},
    {"calendar_feed", "the hash of a secret address of one service: make new ones for the new record"},
    {"session", "who is signed in to one service: nobody is to the new one"},
    {"idempotency", "answers kept for a week for clients that ask one service again"},
    {"migration", "which program made the tables: the reading program makes its own"},
});

}  // namespace ehcp::store
