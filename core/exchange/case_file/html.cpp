#include "core/exchange/case_file/html.hpp"

namespace ehcp::exchange {

Html escaped(std::string_view text) {
    Html html;
    html.markup.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': html.markup += "&amp;"; break;
            case '<': html.markup += "&lt;"; break;
            case '>': html.markup += "&gt;"; break;
            case '"': html.markup += "&quot;"; break;
            case '\'': html.markup += "&#39;"; break;
            default:
                // Other control characters than these have no place in HTML.
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') html.markup += c;
        }
    }
    return html;
}

Html element(std::string_view name, const Html& inside, std::string_view kind) {
    Html html;
    html.markup.append("<").append(name);
    if (!kind.empty()) html.markup.append(" class=\"").append(kind).append("\"");
    html.markup.append(">").append(inside.markup).append("</").append(name).append(">");
    return html;
}

Html element(std::string_view name, std::string_view text, std::string_view kind) {
    return element(name, escaped(text), kind);
}

Html paragraph(std::string_view text, std::string_view kind) { return element("p", text, kind) + Html{"\n"}; }

Html lines(const std::vector<Html>& each) {
    Html html;
    for (const Html& line : each)
        if (!line.empty()) html += element("div", line);
    return html;
}

Html labelled(std::string_view label, std::string_view value) {
    if (value.empty()) return {};
    return element("span", label, "label") + Html{" "} + element("span", value, "typed");
}

HtmlTable::HtmlTable(const std::vector<std::string_view>& headings) {
    for (const auto heading : headings) {
        Html cell = escaped(heading);
        head_.markup.append("<th scope=\"col\">").append(cell.markup).append("</th>");
    }
}

void HtmlTable::row(const std::vector<Html>& cells, std::string_view kind) {
    Html inside;
    for (const Html& cell : cells) inside += element("td", cell);
    rows_ += element("tr", inside, kind) + Html{"\n"};
}

Html HtmlTable::html() const {
    return element("table", element("thead", element("tr", head_)) + Html{"\n"} + element("tbody", rows_)) + Html{"\n"};
}

}  // namespace ehcp::exchange
