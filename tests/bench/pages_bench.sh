#!/bin/bash
# How fast the pages are on a large caseload: worklist, case page and report page, as browsers ask for them, on 16 connections;
# and how large the first page is with everything that it needs.
#   BIN=build/bench/bin tests/bench/pages_bench.sh DATABASE [SECONDS]
# DATABASE: a record made with `ehcp demo` on which `ehcp nightly` has been run. It gets two accounts. For
# all of England (3 GB, some minutes):
#   ehcp demo --db sqlite:england.db --authority E92000001 --year 2024 --caseload --today "$(date +%F)"
#   ehcp nightly --db sqlite:england.db
set -euo pipefail
BIN=$(cd "${BIN:?set BIN to the directory with ehcp, ehcpd and ehcp_load}" && pwd)
database=$(realpath "$1")
seconds=${2:-10}
connections=${CONNECTIONS:-16}
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
export EHCP_DB=sqlite:$database

printf 'violin gravel teapot' >"$work/password"
code=$(sqlite3 "$database" 'SELECT caseworker FROM case_file WHERE caseworker IS NOT NULL GROUP BY caseworker ORDER BY count(*) DESC LIMIT 1')
account() { # USERNAME ROLE [OPTIONS]
  local username=$1 role=$2; shift 2
  set -- "$@" --password-file "$work/password" --keep-password
  "$BIN/ehcp" account create --username "$username" --name 'Load of pages' --role "$role" "$@" >/dev/null 2>&1 ||
    "$BIN/ehcp" account reset "$username" --password-file "$work/password" --keep-password
}
account load.caseworker caseworker --caseworker "$code"
account load.manager manager
sqlite3 "$database" 'SELECT reference FROM case_file ORDER BY random() LIMIT 5000' >"$work/references"

"$BIN/ehcpd" --listen 127.0.0.1:0 --nightly false ${SITE:+--site "$SITE"} >"$work/log" 2>&1 &
service=$!
for _ in $(seq 200); do
  port=$(sed -n 's/.*"event":"listening".*"port":\([0-9]*\).*/\1/p' "$work/log")
  [ -z "$port" ] || break
  kill -0 "$service" || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
url=http://127.0.0.1:$port

# The cookies say that they are for TLS only; this machine speaks to itself, so they are carried by hand.
cookies_in() { sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\);.*/\1/p' "$1" | paste -sd ';' | sed 's/;/; /g'; }
sign_in() {
  local csrf before
  curl -sS -D "$work/headers" "$url/sign-in" >"$work/page"
  before=$(cookies_in "$work/headers")
  csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$work/page" | head -1)
  curl -sS -D "$work/headers" -o /dev/null -H "Cookie: $before" --data-urlencode "username=$1" \
    --data-urlencode "password@$work/password" --data-urlencode "csrf=$csrf" "$url/sign-in"
  cookies_in "$work/headers" | tr ';' '\n' | grep -o '[^ ]*session=[^ ]*'
}
caseworker=$(sign_in load.caseworker)
manager=$(sign_in load.manager)
[ -n "$caseworker" ] && [ -n "$manager" ] || { echo "nobody could sign in; $(tail -1 "$work/log")" >&2; exit 1; }

size() { curl -sS -o /dev/null -w '%{size_download}' -H "Cookie: $2" -H 'Accept-Encoding: gzip' "$url$1"; }
measure() { # WHAT COOKIE PATH
  local answer
  curl -sS -o /dev/null -H "Cookie: $2" "$url${3/\{reference\}/$(head -1 "$work/references")}" # the content of the night is made once
  answer=$("$BIN/ehcp_load" --url "$url" --mix pages --connections "$connections" --seconds "$seconds" --cookie "$2" --page "$3" \
    --reference-file "$work/references" || true)
  printf '%-34s %s  %s  %s\n' "$1" \
    "$(sed -n 's/.*: \([0-9]* a second\)/\1/p' <<<"$answer")" "$(sed -n 's/^latency ms *//p' <<<"$answer")" \
    "$(grep -v '^latency\|answers in' <<<"$answer" | paste -sd ' ')"
}

echo "$(sqlite3 "$database" 'SELECT count(*) FROM case_file') cases, $connections connections, $seconds s each; latency in ms"
measure 'today, own caseload' "$caseworker" /today
measure 'today, everybody' "$manager" '/today?caseworker=all'
measure 'case' "$caseworker" '/cases/{reference}'
measure "tonight's report" "$manager" /report
measure 'bottlenecks' "$manager" /report/bottlenecks
measure 'timeliness' "$manager" /report/timeliness
measure 'by setting' "$manager" '/report/groups?by=setting'
measure 'list of those overdue' "$manager" '/report/list?seen=standing'

total=0
for path in /sign-in $(curl -sS "$url/sign-in" | grep -o '/assets/[^"]*' | sort -u); do
  bytes=$(size "$path" '')
  total=$((total + bytes))
done
echo "first page with its style sheets, scripts and icon, compressed: $total bytes; today: $(size /today "$caseworker"), tonight's report: $(size /report "$manager")"
