#include <fmt/format.h>

#include "core/exchange/sen2/write.hpp"

namespace ehcp::exchange::sen2 {
namespace {

void add_escaped(std::string& into, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': into += "&amp;"; break;
            case '<': into += "&lt;"; break;
            case '>': into += "&gt;"; break;
            default: into += c;
        }
    }
}

void add_item(std::string& into, std::string_view tag, std::string_view value) {
    ((into += '<') += tag) += '>';
    add_escaped(into, value);
    ((into += "</") += tag) += '>';
}

void add_element(std::string& into, const Element& element, const Layout& layout) {
    const auto& rule = layout.rule_of(element.module);
    ((into += '<') += rule.tag) += '>';
    for (const auto& part : rule.content) {
        if (const auto* const item = std::get_if<ItemRule>(&part)) {
            const auto value = element.of(item->item);
            if (!value.empty() || layout.writes_empty_items) add_item(into, item->tag, value);
            continue;
        }
        for (const auto& child : element.children) {
            if (child.module == std::get<Module>(part)) add_element(into, child, layout);
        }
    }
    ((into += "</") += rule.tag) += '>';
    if (element.module == Module::requests) into += '\n';
}

}  // namespace

std::string xml_head(const Heading& heading, const Layout& layout) {
    std::string text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    text += fmt::format("<{}>\n<Header><CollectionDetails>", layout.root);
    add_item(text, "Collection", layout.collection);
    add_item(text, "Year", std::to_string(layout.year));
    add_item(text, "ReferenceDate", text_of(layout.census_on));
    text += "</CollectionDetails><Source>";
    add_item(text, "SourceLevel", layout.source_level);
    add_item(text, "LEA", heading.lea);
    add_item(text, "SoftwareCode", heading.software_code);
    add_item(text, "Release", heading.release);
    add_item(text, "SerialNo", std::to_string(heading.serial));
    add_item(text, "DateTime", heading.date_time);
    text += "</Source>";
    Element officers{.module = Module::header};
    officers.set(Item::dmo, heading.dmo);
    officers.set(Item::dco, heading.dco);
    officers.set(Item::dsco, heading.dsco);
    for (const auto& part : layout.rule_of(Module::header).content) {
        const auto& item = std::get<ItemRule>(part);
        if (officers.has(item.item)) add_item(text, item.tag, officers.of(item.item));
    }
    return text += "</Header>\n<Persons>\n";
}

std::string xml_of(const std::vector<Element>& people, const Layout& layout) {
    std::string text;
    text.reserve(people.size() * 1200);
    for (const auto& person : people) add_element(text, person, layout);
    return text;
}

std::string xml_foot(const Layout& layout) { return fmt::format("</Persons>\n</{}>\n", layout.root); }

}  // namespace ehcp::exchange::sen2
