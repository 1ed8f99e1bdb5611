// The return as a whole: out of the record, into a file, and back.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "core/casework/verify.hpp"
#include "core/exchange/sen2/bring.hpp"
#include "core/exchange/sen2/checks.hpp"
#include "core/exchange/sen2/gather.hpp"
#include "core/exchange/write_demonstration.hpp"
#include "core/store/matching.hpp"
#include "tests/exchange/sen2/sample.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange::sen2;
using namespace ehcp::test;

namespace {

const Heading heading{.lea = "330", .release = "1", .date_time = "2026-01-20T09:30:00"};
// Returns are written weeks after the census day: what was entered since is told of it.
const auto written_at = "2026-04-01T20:00:00Z";
const Day written_on = day("Wed 2026-04-01");
const LayoutOf layouts = [](int year) { return Layout::load("schemas/sen2", year); };

std::string xml_of(TestRecord& record, int year = 2026) {
    const auto layout = layout_of(year);
    auto text = xml_head(heading, layout);
    Gathering gathering(record.readers, england_and_wales(), layout, written_on, moment(written_at));
    gathering.run([&](Drawn drawn) { CHECK(drawn.unfolded.empty()); return xml_of(drawn.people, layout); }, [&](const std::string& piece) { text += piece; });
    return text += xml_foot(layout);
}

std::vector<CsvFile> csv_of(TestRecord& record) {
    const auto layout = layout_of(2026);
    TempDir directory;
    CsvSet tables(directory.path(), "Blade-Export_20-01-2026_", heading, layout);
    Gathering gathering(record.readers, england_and_wales(), layout, written_on, moment(written_at));
    gathering.run([](Drawn drawn) { return drawn; }, [&](const Drawn& drawn) { tables.add(drawn.people); });
    tables.close();
    std::vector<CsvFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory.path())) {
        std::ifstream in(entry.path(), std::ios::binary);
        files.push_back({entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
    }
    std::ranges::sort(files, {}, &CsvFile::name);
    return files;
}

/// A small authority whose twelve months end on the census day of 2026.
void fill(TestRecord& record) {
    const auto figures = exchange::PublishedFigures::read("schemas/figures");
    const auto demonstration = exchange::Demonstration::prepare(figures, "E06000017", 2024, england_and_wales(),
        {.seed = 3, .maintained_plans = true, .today = day("Thu 2026-01-15")}).value();
    exchange::write_demonstration(record.writer, *demonstration, england_and_wales(), [](exchange::Written) {}).value();
}

/// Where two texts begin to differ, line for line; empty: nowhere.
std::string difference(const std::string& a, const std::string& b) {
    std::istringstream of_a(a), of_b(b);
    std::string line_a, line_b;
    for (int number = 1;; ++number) {
        const bool more_a = static_cast<bool>(std::getline(of_a, line_a)), more_b = static_cast<bool>(std::getline(of_b, line_b));
        if (!more_a && !more_b) return {};
        if (more_a != more_b || line_a != line_b) return "line " + std::to_string(number) + ": " + line_a + "\n" + line_b;
    }
}

Brought bring_into(TestRecord& record, const ReadReturn& read, bool dry_run = false) {
    const auto occasion = record.occasion("2026-03-02T10:00:00Z");
    return bring(read, record.writer, occasion, dry_run, [](std::size_t) {}, [] { return true; });
}

std::string with_person(std::string_view person) {
    const auto layout = layout_of(2026);
    return xml_head(heading, layout) + std::string(person) + xml_foot(layout);
}
std::string sound_xml() { return exchange::sen2::xml_of({sound_person()}, layout_of(2026)); }

std::string refusal_of(const std::string& text) {
    const auto read = read_xml(text, layouts);
    return read.has_error() ? read.error().message : "";
}

}  // namespace

TEST_CASE("a return brought into an empty record comes out of it as it went in", "[sen2][demo]") {
    TestRecord first;
    fill(first);
    const auto text = xml_of(first);
    const auto read = read_xml(text, layouts).value();
    CHECK(read.people.size() > 300);

    SECTION("as XML") {
        TestRecord second;
        const auto brought = bring_into(second, read);
        for (const auto& row : brought.rows) {
            if (row.as == BroughtAs::rejected) UNSCOPED_INFO(row.where << ": " << row.why);
        }
        CHECK(brought.rejected == 0);
        CHECK(brought.plans > 200);
        CHECK(difference(xml_of(second), text) == "");

        const auto again = bring_into(second, read);
        CHECK(again.requests_created == 0);
        CHECK(again.people_created == 0);
        CHECK(again.requests_matched == brought.requests_created);
        CHECK(difference(xml_of(second), text) == "");
    }
    SECTION("as the CSV set") {
        const auto files = csv_of(first);
        CHECK(files.size() == 9);
        TestRecord second;
        CHECK(bring_into(second, read_csv(files, layouts).value()).rejected == 0);
        const auto files_again = csv_of(second);
        REQUIRE(files_again.size() == files.size());
        for (std::size_t i = 0; i < files.size(); ++i) CHECK(difference(files_again[i].text, files[i].text) == "");
        CHECK(difference(xml_of(second), text) == "");
    }
    SECTION("a dry run says the same and keeps nothing") {
        TestRecord second;
        const auto dry = bring_into(second, read, true);
        CHECK(dry.rejected == 0);
        CHECK(second.readers.read([](store::Reader& reader) { return store::totals(reader).cases; }) == 0);
        CHECK(bring_into(second, read).requests_created == dry.requests_created);
    }
}

TEST_CASE("the return of the demonstration passes the checks but for codes that are asked about", "[sen2][demo]") {
    TestRecord record;
    fill(record);
    const auto read = read_xml(xml_of(record), layouts).value();
    std::vector<Finding> findings;
    AcrossPeople across;
    for (const auto& person : read.people) {
        check_person(person, read.layout, findings);
        across.add(person, findings);
    }
    for (const auto& finding : findings) {
        INFO(finding.where << ": " << finding.what);
        CHECK(rule_of(finding.check).severity == Sen2Severity::query);
    }
}

TEST_CASE("a return that was stopped goes on where it was", "[sen2]") {
    std::string people;
    for (int n = 0; n < 600; ++n) {
        auto person = sound_person();
        person.set(Item::forename, "Ada" + std::to_string(n));
        person.set(Item::upn, "");
        person.set(Item::upn_unknown, "UN5");
        people += exchange::sen2::xml_of({person}, layout_of(2026));
    }
    const auto read = read_xml(with_person(people), layouts).value();
    TestRecord record;
    int groups = 0;
    const auto stopped = bring(read, record.writer, record.occasion("2026-03-02T10:00:00Z"), false, [](std::size_t) {}, [&] { return ++groups <= 1; });
    CHECK(stopped.requests_created > 0);
    CHECK(stopped.requests_created < 600);
    const auto rest = bring_into(record, read);
    CHECK(rest.requests_matched == stopped.requests_created);
    CHECK(rest.requests_created == 600 - stopped.requests_created);
}

TEST_CASE("a person whom the record knows gets the request, not another person", "[sen2]") {
    TestRecord record;
    const auto reference = record.received(record.request("Bramblewick", "Ada", "U823200109001"));
    const auto brought = bring_into(record, read_xml(with_person(sound_xml()), layouts).value());
    CHECK(brought.people_matched == 1);
    CHECK(brought.people_created == 0);
    CHECK(brought.requests_created == 1);
    const auto person = record.open(reference).file.person;
    CHECK(record.readers.read([&](store::Reader& reader) { return store::requests_of_person(reader, person).size(); }) == 2 + 1);  // two requests, one plan
    // Both are told of the one person.
    const auto told = read_xml(xml_of(record), layouts).value();
    REQUIRE(told.people.size() == 1);
    CHECK(told.people.front().children.size() == 2);
}

TEST_CASE("who may be somebody else is not brought in", "[sen2]") {
    TestRecord record;
    record.received(record.request("Bramblewick", "Ada", "A823200109002"));
    const auto brought = bring_into(record, read_xml(with_person(sound_xml()), layouts).value());
    REQUIRE(brought.rejected == 1);
    CHECK(brought.rows.front().why == "the record has this person with another UPN, ULN or date of birth; put right whichever is wrong");
}

TEST_CASE("what the checks find in the way is rejected with its number, and the others come in", "[sen2]") {
    auto spoilt = sound_person();
    spoilt.set(Item::upn, "");
    spoilt.set(Item::forename, "Bea");
    spoilt.child(Module::requests)->set(Item::received_date, "03/02/2025");
    const auto people = sound_xml() + exchange::sen2::xml_of({spoilt}, layout_of(2026));
    TestRecord record;
    const auto brought = bring_into(record, read_xml(with_person(people), layouts).value());
    CHECK(brought.requests_created == 1);
    REQUIRE(brought.rejected == 1);
    CHECK(brought.rows.back().why.find("LOCAL-06: no ReceivedDate") != std::string::npos);
    CHECK(brought.rows.back().where.starts_with("line "));
}

TEST_CASE("a case from a return says in a note which of its days are assumed", "[sen2]") {
    TestRecord record;
    bring_into(record, read_xml(with_person(sound_xml()), layouts).value());
    const auto opened = record.readers.read([&](store::Reader& reader) {
        return casework::open_case(reader, "EHC-2025-000001", england_and_wales(), store::Texts::included).value();
    });
    CHECK(opened.log.events.back().text(Field::text) ==
          "Brought in from the SEN2 return of 2026. The return has no day for: the draft plan, the call to the review. The days entered for these are assumed.");
}

TEST_CASE("a file that is no return, or not whole, is refused with the line", "[sen2]") {
    const auto good = with_person(sound_xml());
    CHECK(refusal_of(good).empty());
    CHECK(refusal_of("").find("not well-formed XML") != std::string::npos);
    CHECK(refusal_of("a,b\r\n1,2\r\n").find("not well-formed XML") != std::string::npos);
    CHECK(refusal_of("<a/>").find("no Header") != std::string::npos);
    const auto cut = refusal_of(good.substr(0, good.size() / 2));
    CHECK(cut.find("cut short") != std::string::npos);
    CHECK(cut.find("line ") != std::string::npos);
    CHECK(refusal_of("\xFF\xFE" + good).find("not UTF-8") != std::string::npos);
    CHECK(refusal_of(good + std::string(1, '\0')).find("not UTF-8") != std::string::npos);

    const auto with = [&](std::string_view what, std::string_view instead) {
        auto text = good;
        text.replace(text.find(what), what.size(), instead);
        return refusal_of(text);
    };
    CHECK(with("<Year>2026", "<Year>2019") == "the layout of the return of 2019 is not known here; there are those of 2024, 2025, 2026, 2027");
    CHECK(with("2026-01-15", "2025-01-16").find("another year") != std::string::npos);
    CHECK(with("<Collection>SEN2", "<Collection>CIN").find("not a SEN2 return") != std::string::npos);
    CHECK(with("<RYA>0</RYA>", "<RYA>0</RYA><RYA>0</RYA>").find("<RYA> is there twice") != std::string::npos);
    CHECK(with("<RYA>0</RYA>", "<Salary>0</Salary>").find("<Salary> is not part of <Requests>") != std::string::npos);
    CHECK(with("<RYA>0</RYA>", "<RYA><b/></RYA>").find("should hold a value") != std::string::npos);
    CHECK(with("<Person>", "<Person id=\"1\">").find("attribute") != std::string::npos);
    CHECK(with("<RYA>0</RYA>", "<RYA>" + std::string(2000, '1') + "</RYA>").find("more than 1000 characters") != std::string::npos);
}

TEST_CASE("entities are not expanded", "[sen2][hostile]") {
    const auto good = with_person(sound_xml());
    const auto root = good.find("<Message>");
    const auto bomb = good.substr(0, root) + "<!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + good.substr(root);
    CHECK(refusal_of(bomb) == "the file has a DOCTYPE, which a return never has; it is not read");
}

TEST_CASE("a name with signs of XML goes out and comes back", "[sen2]") {
    auto person = sound_person();
    person.set(Item::surname, "O’Néill <&> \"Ltd\"");
    const auto read = read_xml(with_person(exchange::sen2::xml_of({person}, layout_of(2026))), layouts).value();
    CHECK(read.people.front().of(Item::surname) == "O’Néill <&> \"Ltd\"");
}

TEST_CASE("tables that are missing, twice there or of another year are refused", "[sen2]") {
    TestRecord record;
    bring_into(record, read_xml(with_person(sound_xml()), layouts).value());
    const auto files = csv_of(record);
    CHECK(read_csv(files, layouts).value().people.size() == 1);
    const auto refused = [&](auto change) {
        auto changed = files;
        change(changed);
        const auto read = read_csv(changed, layouts);
        return read.has_error() ? read.error().message : std::string();
    };
    CHECK(refused([](auto& all) { std::erase_if(all, [](const CsvFile& file) { return file.name.ends_with("senneed.csv"); }); }).find("'senneed' is missing") != std::string::npos);
    CHECK(refused([](auto& all) { all.push_back(all.front()); }).find("second table of") != std::string::npos);
    CHECK(refused([](auto& all) { all.push_back({"notes.csv", "a,b\r\n1,2\r\n"}); }).find("no table of a return") != std::string::npos);
    CHECK(refused([](auto& all) { for (auto& file : all) if (file.name.ends_with("sen2.csv")) file.text.replace(file.text.find("2026-Jan-15"), 11, "2025-Jan-16"); }).find("census day of 2026") != std::string::npos);
    CHECK(refused([](auto& all) { for (auto& file : all) if (file.name.ends_with("requests.csv")) file.text.replace(file.text.rfind("1,1,1,1,1"), 9, "1,9,1,1,1"); }).find("belongs to no row of 'person'") != std::string::npos);
}
