// The compiled parts of Asio and Beast, once: every other source sees declarations only
// (BOOST_ASIO_SEPARATE_COMPILATION and BOOST_BEAST_SEPARATE_COMPILATION are defined for all our targets).

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
