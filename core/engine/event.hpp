#pragma once
// What happened, as values: the type, the legal date and the fields that the event's row in core/law/events.hpp allows.
// Texts are views: whoever decoded the event owns them (core/json), and they must outlive it.

#include "core/engine/result.hpp"
#include "core/law/events.hpp"
#include "core/time/day.hpp"

namespace ehcp {

class Event {
public:
    EventType type{};
    Day on{};

    Event() = default;
    Event(EventType t, Day day) : type(t), on(day) {}

    Fields present() const { return present_; }
    bool has(Field f) const { return present_.has(f); }

    std::optional<Day> date(Field f) const { return has(f) ? std::optional{dates_[index_of(f)]} : std::nullopt; }
    Day date_or(Field f, Day otherwise) const { return has(f) ? dates_[index_of(f)] : otherwise; }

    template <class Word>
    std::optional<Word> word() const {
        return has(field_of<Word>) ? std::optional{static_cast<Word>(raw_word(field_of<Word>))} : std::nullopt;
    }
    template <class Word>
    bool is(Word word) const {
        return has(field_of<Word>) && raw_word(field_of<Word>) == static_cast<std::uint8_t>(word);
    }
    bool yes(Field f) const { return has(f) && raw_word(f) != 0; }
    std::uint8_t raw_word(Field f) const { return words_[index_of(f) - date_fields]; }  ///< only where has(f)

    /// Empty where the field is absent.
    std::string_view text(Field f) const { return has(f) ? texts_[index_of(f) - date_fields - word_fields] : std::string_view{}; }

    /// Of `corrected`: the number of the event put right, and what stands in its place (null: it should never have been made).
    int corrects() const { return corrects_; }
    const Event* replacement() const { return replacement_; }

    Event& set(Field f, Day day) { return present_.add(f), dates_[index_of(f)] = day, *this; }
    Event& set_raw(Field f, std::uint8_t word) { return present_.add(f), words_[index_of(f) - date_fields] = word, *this; }
    template <class Word>
        requires std::is_enum_v<Word>
    Event& set(Word word) { return set_raw(field_of<Word>, static_cast<std::uint8_t>(word)); }
    Event& set(Field f, std::string_view text) {
        return present_.add(f), texts_[index_of(f) - date_fields - word_fields] = text, *this;
    }
    Event& correct(int number, const Event* replacement) {
        present_.add(Field::event);
        present_.add(Field::replacement);
        return corrects_ = number, replacement_ = replacement, *this;
    }

private:
    Fields present_;
    int corrects_ = 0;
    const Event* replacement_ = nullptr;
    // Read only where present_ says so, and therefore not initialised: this type is made ten million times a night.
    std::array<std::uint8_t, word_fields> words_;
    std::array<Day, date_fields> dates_;
    std::array<std::string_view, text_fields> texts_;
};

/// A closure of a setting: the first day closed, and the day it reopens. A fact, not part of any one case.
struct Closure {
    std::string_view setting;
    Day closed_from;
    Day reopens;
};

}  // namespace ehcp
