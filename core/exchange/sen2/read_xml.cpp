#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "core/exchange/sen2/read.hpp"
#include "core/json/utf8.hpp"

namespace ehcp::exchange::sen2 {
namespace {

constexpr std::size_t longest_value = 1000;
constexpr std::size_t most_faults_named = 20;

/// Says on which line something stands: offsets are counted in the text as it was parsed.
class Lines {
public:
    explicit Lines(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') ends_.push_back(i);
        }
    }
    std::size_t of(std::ptrdiff_t offset) const {
        const auto found = std::ranges::lower_bound(ends_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
        return static_cast<std::size_t>(found - ends_.begin()) + 1;
    }

private:
    std::vector<std::size_t> ends_;
};

Error unreadable(std::string message) { return {Refusal::bad_value, std::move(message), "file"}; }

int number_in(std::string_view text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc() && end == text.data() + text.size() ? number : 0;
}

class Reading {
public:
    Reading(const Layout& layout, const Lines& lines) : layout_(layout), lines_(lines) {}

    Element element(const pugi::xml_node& node, Module module) {
        const auto& rule = layout_.rule_of(module);
        Element element{.module = module, .where = fmt::format("line {}", lines_.of(node.offset_debug()))};
        if (node.first_attribute()) fault(node, "has an attribute; a return has none");
        for (const auto& child : node.children()) {
            if (child.type() != pugi::node_element) {
                if (child.type() == pugi::node_pcdata && !is_blank(child.value())) fault(node, "has text between its elements");
                continue;
            }
            read_child(element, rule, child);
        }
        return element;
    }

    void fault(const pugi::xml_node& node, std::string_view what) {
        ++faults_;
        if (faults_ <= most_faults_named)
            text_ += fmt::format("{}line {}: <{}> {}", text_.empty() ? "" : "; ", lines_.of(node.offset_debug()), name_of(node), what);
    }
    std::optional<Error> refusal() const {
        if (faults_ == 0) return std::nullopt;
        const auto more = faults_ > most_faults_named ? fmt::format("; and {} more", faults_ - most_faults_named) : std::string();
        return unreadable(fmt::format("the file is not a return of {} as it is known here: {}{}; nothing was read from it", layout_.year, text_, more));
    }

private:
    static std::string name_of(const pugi::xml_node& node) {
        std::string name = node.name();
        constexpr std::size_t longest_name = 40;
        if (name.size() > longest_name) name = name.substr(0, longest_name) + "…";
        return name;
    }
    static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

    void read_child(Element& element, const ModuleRule& rule, const pugi::xml_node& child) {
        const std::string_view name = child.name();
        for (const auto& part : rule.content) {
            if (const auto* const item = std::get_if<ItemRule>(&part)) {
                if (item->tag == name) return read_item(element, *item, child);
            } else if (const auto& inner = layout_.rule_of(std::get<Module>(part)); inner.tag == name) {
                const auto there = std::ranges::count(element.children, inner.module, &Element::module);
                if (inner.most && there >= *inner.most) return fault(child, "is there too often");
                element.children.push_back(this->element(child, inner.module));
                return;
            }
        }
        fault(child, fmt::format("is not part of <{}>", rule.tag));
    }

    void read_item(Element& element, const ItemRule& item, const pugi::xml_node& node) {
        std::string value;
        for (const auto& part : node.children()) {
            if (part.type() != pugi::node_pcdata && part.type() != pugi::node_cdata) return fault(node, "holds elements; it should hold a value");
            value += part.value();
        }
        const auto first = value.find_first_not_of(" \t\r\n");
        value = first == value.npos ? std::string() : value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
        if (value.size() > longest_value) return fault(node, fmt::format("holds more than {} characters", longest_value));
        if (element.has(item.item)) return fault(node, "is there twice");
        element.set(item.item, std::move(value));
    }

    const Layout& layout_;
    const Lines& lines_;
    std::size_t faults_ = 0;
    std::string text_;
};

Heading heading_in(const pugi::xml_node& header, const Layout& layout) {
    const auto source = header.child("Source");
    Heading heading{.lea = source.child_value("LEA"),
                    .software_code = source.child_value("SoftwareCode"),
                    .release = source.child_value("Release"),
                    .serial = number_in(source.child_value("SerialNo")),
                    .date_time = source.child_value("DateTime")};
    for (const auto& part : layout.rule_of(Module::header).content) {
        const auto& item = std::get<ItemRule>(part);
        auto& officer = item.item == Item::dmo ? heading.dmo : item.item == Item::dco ? heading.dco : heading.dsco;
        officer = header.child_value(item.tag.c_str());
    }
    return heading;
}

}  // namespace

Result<ReadReturn> read_xml(std::string text, const LayoutOf& layout_of) {
    if (text.size() > largest_return) return unreadable(fmt::format("the file is larger than {} MiB; no return is", largest_return >> 20U));
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (text.find('\0') != text.npos || !is_utf8(text)) return unreadable("the file is not UTF-8 text; export the return again as UTF-8");
    const Lines lines(text);
    pugi::xml_document document;
    // In place: what the nodes hold are pieces of `text`.
    const auto parsed = document.load_buffer_inplace(text.data(), text.size(),
        pugi::parse_default | pugi::parse_doctype | pugi::parse_pi, pugi::encoding_utf8);
    if (!parsed) return unreadable(fmt::format("the file is not well-formed XML: {} on line {}; it may have been cut short", parsed.description(), lines.of(parsed.offset)));
    for (const auto& node : document.children()) {
        if (node.type() == pugi::node_doctype) return unreadable("the file has a DOCTYPE, which a return never has; it is not read");
    }
    const auto root = document.document_element();
    const auto header = root.child("Header");
    const auto details = header.child("CollectionDetails");
    if (!header || !details) return unreadable(fmt::format("line {}: there is no Header with CollectionDetails; this is no SEN2 return", lines.of(root.offset_debug())));
    const auto year = number_in(details.child_value("Year"));
    auto layout = layout_of(year);
    if (layout.has_error()) return layout.error();
    if (root.name() != layout->root || details.child_value("Collection") != layout->collection)
        return unreadable(fmt::format("line {}: this is not a {} return", lines.of(details.offset_debug()), layout->collection));
    if (day_from(details.child_value("ReferenceDate")) != layout->census_on)
        return unreadable(fmt::format("line {}: the reference date is not {}, the census day of {}; the file is of another year", lines.of(details.offset_debug()), text_of(layout->census_on), year));

    Reading reading(*layout, lines);
    ReadReturn read{.layout = *layout, .heading = heading_in(header, *layout), .people = {}};
    const auto& person_tag = layout->rule_of(Module::person).tag;
    for (const auto& part : root.children()) {
        if (part.type() != pugi::node_element || part == header) continue;
        if (std::string_view(part.name()) != "Persons") {
            reading.fault(part, "is not part of a return");
            continue;
        }
        for (const auto& person : part.children()) {
            if (person.type() != pugi::node_element) continue;
            if (person.name() != person_tag)
                reading.fault(person, "is not a person");
            else
                read.people.push_back(reading.element(person, Module::person));
        }
    }
    if (auto refusal = reading.refusal()) return std::move(*refusal);
    return read;
}

}  // namespace ehcp::exchange::sen2
