#pragma once
// Private to core/exchange/case_file: HTML as a type of its own. Text becomes Html only by being escaped, so that nothing
// anybody has typed can be markup.

#include <string>
#include <string_view>
#include <vector>

namespace ehcp::exchange {

struct Html {
    std::string markup;
    bool empty() const { return markup.empty(); }
    Html& operator+=(const Html& more) { return markup += more.markup, *this; }
    friend Html operator+(Html one, const Html& other) { return one += other; }
};

Html escaped(std::string_view text);

/// `name` and `kind` (a class) are ours, never typed by anybody.
Html element(std::string_view name, const Html& inside, std::string_view kind = {});
Html element(std::string_view name, std::string_view text, std::string_view kind = {});

Html paragraph(std::string_view text, std::string_view kind = {});
/// One under the other.
Html lines(const std::vector<Html>& each);
/// A label and what stands there; nothing where that is empty.
Html labelled(std::string_view label, std::string_view value);

class HtmlTable {
public:
    explicit HtmlTable(const std::vector<std::string_view>& headings);
    void row(const std::vector<Html>& cells, std::string_view kind = {});
    bool empty() const { return rows_.empty(); }
    Html html() const;

private:
    Html head_, rows_;
};

}  // namespace ehcp::exchange
