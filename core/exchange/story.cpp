#include "core/exchange/story.hpp"

namespace ehcp::exchange {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array notes = {"Telephone call: how things stand, and what comes next."sv, "Letter returned by the post office; sent again."sv,
                              "Asked the school for its latest records of support."sv, "The family would like a meeting before the draft is written."sv,
                              "Interpreter booked for the next meeting."sv, "Views of the child received as drawings; scanned to the file."sv,
                              "The family asks that all letters be sent by e-mail."sv, "Handed over from a colleague; file read."sv};

/// One of each way to disagree, `calm` decisions apart.
std::vector<Quarrel> disagreement(int calm) {
    std::vector<Quarrel> pack;
    for (const auto quarrel : all<Quarrel>()) {
        if (quarrel == Quarrel::none) continue;
        pack.insert(pack.end(), static_cast<std::size_t>(calm), Quarrel::none);
        pack.push_back(quarrel);
    }
    return pack;
}

/// Of a hundred reviews that are due, how they end (England, 2024); mixed as evenly as the shares allow.
std::vector<ReviewEnd> review_ends() {
    constexpr std::array shares = {26, 43, 17, 14};
    std::array<int, 4> credit{};
    std::vector<ReviewEnd> pack;
    for (int i = 0; i < 100; ++i) {
        for (std::size_t end = 0; end < shares.size(); ++end) credit[end] += shares[end];
        const auto next = std::ranges::max_element(credit);
        *next -= 100;
        pack.push_back(static_cast<ReviewEnd>(next - credit.begin()));
    }
    return pack;
}

}  // namespace

Storyteller::Storyteller(Random& random, const InventedAuthority& authority, const WorkingCalendar& calendar, TwelveMonths period)
    : random_(random), authority_(authority), calendar_(calendar), period_(period),
      over_refusals_(disagreement(3)), over_plan_refusals_(disagreement(1)), over_plans_(disagreement(11)),
      over_reviews_(disagreement(30)), over_ceasing_(disagreement(0)), review_ends_(review_ends()) {
}

bool Storyteller::add(const Event& event) {
    bool known = event.on <= period_.last;
    event.present().each([&](Field f) {
        if (is_date(f) && is_completed_act(event.type, f)) known = known && *event.date(f) <= period_.last;
    });
    if (known) events_->push_back(event);
    return known;
}

void Storyteller::tell(const CaseBrief& brief, const Child& child, std::vector<Event>& events, std::vector<Event>& replacements) {
    events.clear();
    replacements.clear();
    events_ = &events;
    child_ = child;
    school_asked_on_.reset();

    if (brief.refused_before) tell_earlier_refusal(brief);
    if (brief.course == Course::transferred_in) {
        tell_transfer_in(brief);
    } else {
        begin(brief);
        switch (brief.course) {
            case Course::undecided: break;
            case Course::withdrawn: {
                const auto how = random_.below(100);
                add({how < 82 ? EventType::withdrawn : how < 97 ? EventType::moved_away : EventType::died, brief.ends});
                break;
            }
            case Course::refused: tell_refusal(brief); break;
            case Course::plan_refused: tell_plan_refusal(brief); break;
            case Course::assessed:
            case Course::left: brief.kept_short ? tell_outline(brief) : tell_assessment(brief); break;
            case Course::transferred_in: break;
        }
    }
    std::ranges::stable_sort(events, {}, &Event::on);
    if (random_.chance(brief.kept_short ? 15 : 60)) add_note();
    if (random_.chance(25)) add_correction(replacements);
}

void Storyteller::begin(const CaseBrief& brief) {
    const int age = age_on(brief.received);
    if (brief.received < period_.first && !brief.kept_short && random_.chance(15)) {
        add({EventType::became_responsible, brief.received});
        return;
    }
    const auto who = random_.below(100);
    const auto school = authority_.phase_of(child_.setting) == Phase::post_16 ? Source::post_16 : Source::school;
    const auto source = who < 54 ? school : who < 92 ? (age >= 16 && who < 68 ? Source::young_person : Source::parent)
                        : who < 96 ? Source::health : who < 98 ? Source::social_care : Source::other;
    Event request{EventType::request_received, brief.received};
    request.set(source);
    if (source == school) request.set(Field::setting, authority_.settings()[child_.setting].urn);
    add(request);
}

void Storyteller::tell_earlier_refusal(const CaseBrief& brief) {
    // Long enough ago that it was decided before the period began.
    const auto asked = std::min(brief.received - days{random_.between(200, 420)}, period_.first - days{80});
    add(Event{EventType::request_received, working(asked)}.set(Source::parent));
    add({EventType::assessment_refused, after(asked, 25, 36)});
}

void Storyteller::add_note() {
    const auto at = random_.below(static_cast<std::uint32_t>(events_->size()));
    const auto position = events_->begin() + static_cast<std::ptrdiff_t>(at);
    const Event note = Event{EventType::note, position->on}.set(Field::text, random_.one_of(notes));
    events_->insert(position + 1, note);
}

/// Somebody typed the wrong day, and somebody noticed.
void Storyteller::add_correction(std::vector<Event>& replacements) {
    const auto correctable = [](const Event& e) {
        return e.type == EventType::advice_received || e.type == EventType::placement_replied || e.type == EventType::representations_received;
    };
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < events_->size(); ++i) {
        if (correctable((*events_)[i])) places.push_back(i);
    }
    if (places.empty()) return;
    const auto place = random_.one_of(places);
    auto& wrong = (*events_)[place];
    const auto noticed = after(wrong.on, 4, 20);
    if (noticed > period_.last) return;
    replacements.assign(1, wrong);
    wrong.on = wrong.on + days{random_.between(1, 3)};
    const Event correction =
        Event{EventType::corrected, noticed}.correct(static_cast<int>(place), &replacements.back()).set(Field::reason, "The date was entered wrongly; put right from the letter."sv);
    const auto position = std::ranges::find_if(*events_, [&](const Event& e) { return e.on > noticed; });
    events_->insert(position, correction);
}

}  // namespace ehcp::exchange
