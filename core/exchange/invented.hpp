#pragma once
// Everything about an invented child, school or officer that could be taken for real, made so that it cannot: names put together
// from syllables, school numbers from 900001, postcodes in ZZ99, pupil numbers of establishments from 9000.

#include <array>
#include <string>

#include "core/exchange/published_figures.hpp"
#include "core/exchange/random.hpp"
#include "core/store/values.hpp"

namespace ehcp::exchange {

std::string invented_surname(Random& random);
std::string invented_forename(Random& random);
std::string invented_place(Random& random);
bool is_invented_surname(std::string_view name);
bool is_invented_forename(std::string_view name);

/// Thirteen characters with the check letter in front: the authority's three digits, then the number's nine. Different for
/// different numbers.
std::string upn_of(std::string_view authority, int number, Day born);

/// Draws children whose sexes, ages, needs and ethnicities are spread as the published ones.
class Children {
public:
    Children(const PublishedFigures& figures, std::string authority_number);

    int draw_age(Random& random, int at_most) const;
    std::string_view draw_need(Random& random) const;  ///< SEN2 code; empty where it is not known
    store::Person draw(Random& random, Day on, int age);

private:
    const PublishedFigures& figures_;
    std::string authority_;
    Weighted ages_, sexes_, ethnicities_, needs_;
    std::vector<int> years_;
    int number_ = 0;
};

}  // namespace ehcp::exchange
