#!/usr/bin/env bash
# kill9.sh [TIMES]: kill -9 of the service under load, TIMES over (50). Then every request that was acknowledged is in the
# record, and the record is whole.
. "$(dirname "$0")/service.sh"
times=${1:-50}

intake=$("$BIN/ehcp" token create --role intake)
touch "$work/acknowledged"
for turn in $(seq "$times"); do
  start
  "$BIN/ehcp_load" --url "$url" --token "$intake" --mix intake --connections 32 --seconds 60 --until-closed \
    --acknowledged "$work/acknowledged" >"$work/load" 2>&1 &
  load=$!
  before=$(wc -l <"$work/acknowledged")
  # Kills somewhere between the first answers and half a second later: in the midst of reading, writing or committing.
  for _ in $(seq 1200); do [ "$(wc -l <"$work/acknowledged")" -gt "$before" ] && break; sleep 0.05; done
  [ "$(wc -l <"$work/acknowledged")" -gt "$before" ] || fail "turn $turn: nothing was acknowledged: $(cat "$work/load")"
  sleep "0.$((RANDOM % 5))$((RANDOM % 10))"
  kill -9 "$service"
  wait "$service" 2>/dev/null || true
  wait "$load" || true
done
service=

sort "$work/acknowledged" >"$work/promised"
sqlite3 "$work/ehcp.db" 'SELECT reference FROM case_file' | sort >"$work/kept"
lost=$(comm -23 "$work/promised" "$work/kept" | wc -l)
twice=$(uniq -d "$work/promised" | wc -l)
is "acknowledged and lost" "$lost" 0
is "given twice" "$twice" 0
"$BIN/ehcp" verify >"$work/verified" || fail "ehcp verify: $(cat "$work/verified")"
echo "killed $times times: $(wc -l <"$work/promised") acknowledged, all kept; the record is whole"
