#!/usr/bin/env bash
# A caseload brought in from a table, twice; bank holidays previewed and applied; the whole record out and into an empty
# one, the same to the byte; every answer as its user sees it.
. "$(dirname "$0")/service.sh"
cd "$(dirname "$0")/../.."
ehcp="$BIN/ehcp"

"$ehcp" import cases --template "$work/template" >"$work/fields"
has "the fields" "$(cat "$work/fields")" "plan_issued"
{
  head -n 1 "$work/template/cases.csv"
  for n in $(seq 1 600); do sed -n "2s/SEN-0001,Test/SEN-$n,Test-$n/p" "$work/template/cases.csv"; done
  sed -n '2s/SEN-0001/SEN-601/; 2s#13/01/2025#31/02/2025#p' "$work/template/cases.csv"
} >"$work/cases.csv"
bring() { "$ehcp" import cases "$work/cases.csv" --map "$work/template/cases.map.json" "$@"; }

said=$(bring --dry-run --rejected "$work/rejected.csv") && fail "a table with a bad row is not wholly right: $said"
has "a dry run" "$said" "600 would be brought in"
has "the bad row" "$said" "line 602, id SEN-601, column 'received': '31/02/2025' is not a date of the form DD/MM/YYYY"
has "nothing was written" "$("$ehcp" verify)" "0 cases"
has "the rejected rows" "$(cat "$work/rejected.csv")" '602,"SEN-601"'
said=$(bring) && fail "a bad row is status 1"
has "the import" "$said" "600 brought in: EHC-2025-000001 to EHC-2025-000600"
said=$(bring) && fail "a bad row is status 1"
has "the import again" "$said" "600 there already"
has "the record" "$("$ehcp" verify)" "600 cases"

printf '{"england-and-wales":{"events":[{"title":"Christmas Day","date":"2026-12-25"},{"title":"A day of joy","date":"2027-06-09"}]}}' >"$work/holidays.json"
said=$("$ehcp" import bank-holidays "$work/holidays.json")
has "a new holiday" "$said" "2027-06-09 A day of joy"
has "a preview" "$said" "--apply does it"
"$ehcp" import bank-holidays "$work/holidays.json" --apply --by "A. Manager" >/dev/null
has "once" "$("$ehcp" import bank-holidays "$work/holidays.json")" "0 would be added"
has "the record by its own calendar" "$("$ehcp" verify)" "clean"

"$ehcp" export "$work/record.ndjson" >"$work/exported"
"$ehcp" export "$work/record.ndjson" 2>/dev/null && fail "an export is not written over another"
is "for its owner alone" "$(stat -c %a "$work/record.ndjson")" 600
"$ehcp" --db "sqlite:$work/second.db" import record "$work/record.ndjson" >"$work/read"
"$ehcp" --db "sqlite:$work/second.db" export >"$work/again.ndjson" 2>/dev/null
cmp "$work/record.ndjson" "$work/again.ndjson" || fail "the record that was read back is not the one that was written"
has "the record that was read back" "$("$ehcp" --db "sqlite:$work/second.db" verify)" "600 cases"
"$ehcp" --db "sqlite:$work/second.db" import record "$work/record.ndjson" 2>/dev/null && fail "a record is read into an empty one only"
head -c 100000 "$work/record.ndjson" >"$work/cut.ndjson"
"$ehcp" --db "sqlite:$work/third.db" import record "$work/cut.ndjson" 2>"$work/refused" && fail "half an export is none"
has "half an export" "$(cat "$work/refused")" "nothing was kept"
has "nothing of it" "$("$ehcp" --db "sqlite:$work/third.db" verify)" "0 cases"
echo "imports: $(cat "$work/read")"
