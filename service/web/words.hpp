#pragma once
// The words of the law's tables as a person says them (core/casework/words.hpp), under the names that the pages use.

#include "core/casework/words.hpp"

namespace ehcp::web {

using casework::count_text;
using casework::date_or_dash;
using casework::distance_text;
using casework::label_of;
using casework::label_of_word;
using casework::number_text;
using casework::sentence_like;
using casework::sentence_of;
using casework::time_text;
using casework::weekday_text;

}  // namespace ehcp::web
