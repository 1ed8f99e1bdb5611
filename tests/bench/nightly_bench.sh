#!/bin/sh
# How long the night takes as the caseload grows, from one authority to all of England, beside `sqlite3` reading the same rows.
#   tests/bench/nightly_bench.sh EHCP [FOLDER]     EHCP: the program, built with the bench preset
# The databases are made in FOLDER (default: a new one in $TMPDIR) once, and used again. England needs 4 GB and some minutes.
# Memory is what the process holds itself: the pages of the database, which it maps, belong to the system and are given back.
set -eu
ehcp=$(realpath "$1")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"

# Runs a command; prints wall seconds, processor seconds and the most anonymous memory in MiB.
measured() {
    python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
begun = time.monotonic()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
most = 0
while process.poll() is None:
    try:
        with open(f"/proc/{process.pid}/status") as status:
            most = max([most] + [int(line.split()[1]) for line in status if line.startswith("RssAnon")])
    except OSError:
        pass
    time.sleep(0.05)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if process.returncode not in (0, 1):  # 1: the night found something
    sys.exit(f"{sys.argv[1]} ended with status {process.returncode}")
print(f"{time.monotonic() - begun:.2f} {used.ru_utime + used.ru_stime:.2f} {most / 1024:.0f}")
PYTHON
}

rows='SELECT case_id, seq, entry, type, on_date, recorded_at, recorded_by, recorded_as, body, hash, text_hash FROM event ORDER BY case_id, seq'
printf '%-28s %10s %10s %8s %8s %12s %9s %7s\n' caseload events 'night, s' 'cpu, s' 'MiB' 'sqlite3, s' 'cpu, s' ratio
while read -r authority name; do
    database=$authority.db
    [ -e "$database.made" ] || {
        rm -f "$database"*
        "$ehcp" demo --db "sqlite:$database" --authority "$authority" --year 2024 --caseload >/dev/null
        touch "$database.made"
    }
    events=$(sqlite3 "$database" "SELECT value FROM counter WHERE name = 'entry'")
    rm -rf "$authority.night"
    sqlite3 "$database" 'DELETE FROM night; DELETE FROM breach; DELETE FROM seal;'
    # shellcheck disable=SC2046
    set -- $(measured "$ehcp" nightly --db "sqlite:$database" --as-of 2024-12-31 --out "$authority.night")
    # shellcheck disable=SC2046
    set -- "$@" $(measured sqlite3 "$database" "$rows")
    printf '%-28s %10s %10s %8s %8s %12s %9s %7s\n' "$name" "$events" "$1" "$2" "$3" "$4" "$5" "$(awk "BEGIN { printf \"%.2f\", $1 / $4 }")"
done <<'END'
E06000023 Bristol
E10000016 Kent
E92000001 England
END
