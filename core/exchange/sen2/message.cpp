#include "core/exchange/sen2/message.hpp"

#include <algorithm>

namespace ehcp::exchange::sen2 {

std::string_view Element::of(Item item) const {
    const auto found = std::ranges::find(items, item, &std::pair<Item, std::string>::first);
    return found == items.end() ? std::string_view{} : std::string_view(found->second);
}

void Element::set(Item item, std::string value) {
    const auto found = std::ranges::find(items, item, &std::pair<Item, std::string>::first);
    if (found == items.end()) {
        if (!value.empty()) items.emplace_back(item, std::move(value));
    } else if (value.empty()) {
        items.erase(found);
    } else {
        found->second = std::move(value);
    }
}

const Element* Element::child(Module kind) const {
    const auto found = std::ranges::find(children, kind, &Element::module);
    return found == children.end() ? nullptr : &*found;
}

Element* Element::child(Module kind) {
    const auto found = std::ranges::find(children, kind, &Element::module);
    return found == children.end() ? nullptr : &*found;
}

Element& Element::add(Module kind) { return children.emplace_back(Element{.module = kind, .where = where}); }

std::string flag(bool yes) { return yes ? "1" : "0"; }

}  // namespace ehcp::exchange::sen2
