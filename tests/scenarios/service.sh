# Shared by the scenarios: a directory of its own, the service on a free port, and requests as curl sends them.
# BIN is the directory with ehcp, ehcpd and ehcp_load.
set -euo pipefail
BIN=$(cd "${BIN:?set BIN to the directory with ehcp and ehcpd}" && pwd)
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill -9 "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
export EHCP_DB=sqlite:$work/ehcp.db

fail() { echo "FAILED: $*" >&2; [ ! -s "$work/log" ] || tail -3 "$work/log" >&2; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: expected '$3', got '$2'"; }
has() { case "$2" in *"$3"*) ;; *) fail "$1: no '$3' in: $2" ;; esac; }

# Starts the service; its address is then in $url.
start() {
  : >"$work/log"
  "$BIN/ehcpd" --listen 127.0.0.1:0 --nightly false >>"$work/log" 2>&1 &
  service=$!
  for _ in $(seq 600); do
    port=$(sed -n 's/.*"event":"listening".*"port":\([0-9]*\).*/\1/p' "$work/log")
    [ -z "$port" ] || { url=http://127.0.0.1:$port; return; }
    kill -0 "$service" 2>/dev/null || fail "the service did not start"
    sleep 0.05
  done
  fail "the service does not say that it listens"
}

# Asks it to stop, as a machine that shuts down does, and expects an orderly end.
stop() {
  kill -TERM "$service"
  status=0; wait "$service" || status=$?
  service=
  is "exit status of the service" "$status" 0
}

# ask TOKEN METHOD PATH [curl options]: the body is then in $body, the status in $code, the headers in $work/headers.
ask() {
  local token=$1 method=$2 path=$3; shift 3
  code=$(curl -sS -X "$method" -H "Authorization: Bearer $token" -D "$work/headers" -o "$work/body" -w '%{http_code}' "$@" "$url$path")
  body=$(cat "$work/body")
}
