#!/usr/bin/env bash
# A request posted with curl, moved by events to a final plan, seen in status and worklist; the same request twice with one
# key is one case; nothing of the child in the log.
. "$(dirname "$0")/service.sh"

"$BIN/ehcp" settings add 100001 "Example Primary" primary >/dev/null
intake=$("$BIN/ehcp" token create --role intake)
caseworker=$("$BIN/ehcp" token create --role caseworker --label "A. Caseworker")
school=$("$BIN/ehcp" token create --role school --setting 100001)
start

request='{"received_on":"2026-01-12","source":"school","setting":"100001",
  "child":{"surname":"Veryuncommon","forename":"Ada","date_of_birth":"2015-03-02","upn":"A123456789012"}}'
ask "$intake" POST /v1/requests -H 'Idempotency-Key: form-1' -H 'Content-Type: application/json' -d "$request"
is "a request is received" "$code" 201
first=$body
reference=$(sed -n 's/^{"reference":"\([^"]*\)".*/\1/p' "$work/body")
ask "$intake" POST /v1/requests -H 'Idempotency-Key: form-1' -H 'Content-Type: application/json' -d "$request"
is "the same key again" "$body" "$first"
ask "$caseworker" GET "/v1/cases?setting=100001&clock=decide-to-assess"
is "one case" "$(grep -o '"reference"' "$work/body" | wc -l)" 1

# record EVENT: with the version that was seen last.
seen='"0"'
record() {
  ask "$caseworker" POST "/v1/cases/$reference/events" -H "If-Match: $seen" -H 'Content-Type: application/json' -d "$1"
  is "recording $1" "$code" 201
  seen=$(tr -d '\r' <"$work/headers" | sed -n 's/^[Ee][Tt]ag: //p')
}
record '{"type":"assessment_agreed","on":"2026-02-20"}'
for adviser in education health psychology social_care; do
  record "{\"type\":\"advice_requested\",\"on\":\"2026-02-23\",\"adviser\":\"$adviser\"}"
done
ask "$school" GET "/v1/requests/$reference/status"
is "the school asks" "$code" 200
has "the stage" "$body" '"stage":"assessing"'
ask "$caseworker" GET "/v1/cases?caseworker=&clock=advice"
has "the worklist" "$body" "$reference"
for adviser in education health psychology social_care; do
  record "{\"type\":\"advice_received\",\"on\":\"2026-03-30\",\"adviser\":\"$adviser\"}"
done
record '{"type":"draft_sent","on":"2026-04-27"}'
record '{"type":"plan_finalised","on":"2026-05-29"}'
ask "$caseworker" GET "/v1/cases/$reference"
has "the final plan" "$body" '"state":"finalised"'
has "its review" "$body" '"clock":"review-due"'

ask "$caseworker" POST "/v1/cases/$reference/events" -H 'If-Match: "3"' -d '{"type":"note","on":"2026-05-29","text":"x"}'
is "an older version" "$code" 412
ask "$intake" GET "/v1/cases/$reference"
is "a token of another role" "$code" 403
is "no token" "$(curl -sS -o /dev/null -w '%{http_code}' "$url/v1/cases")" 401
is "a body too large" "$(head -c 2000000 /dev/zero | curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $intake" --data-binary @- "$url/v1/requests")" 413
has "the figures" "$(curl -sS "$url/metrics")" 'route="/v1/cases/{reference}/events",status="201"'

stop
! grep -qiE "veryuncommon|A123456789012|2015-03-02|$reference|$caseworker" "$work/log" || fail "the log knows the child, the case or a token"
"$BIN/ehcp" nightly --out "$work/night" >"$work/night.txt" || fail "ehcp nightly: $(cat "$work/night.txt")"
has "the next night" "$(cat "$work/night.txt")" "1 cases"
"$BIN/ehcp" verify >"$work/verified" || fail "ehcp verify: $(cat "$work/verified")"
echo "from request to plan: $reference, version $seen"
