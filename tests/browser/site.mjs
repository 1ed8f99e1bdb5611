// A service of its own for the browser tests: an invented caseload, last night's report, an account for every role, and
// ehcpd on a free port of this machine. Gone when stop() has been called.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/// [day, month, year], as the service counts them.
export function todayInLondon() {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" })
    .formatToParts(new Date());
  return ["day", "month", "year"].map((wanted) => Number(parts.find(({ type }) => type === wanted).value));
}

export async function startSite(bin, { authority = "E06000017" } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "ehcp-browser-"));
  const env = { ...process.env, EHCP_DB: `sqlite:${join(dir, "ehcp.db")}` };
  const ehcp = (...args) => execFileSync(join(bin, "ehcp"), args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const [day, month, year] = todayInLondon();
  const today = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  ehcp("demo", "--authority", authority, "--year", "2024", "--caseload", "--today", today);
  try {
    ehcp("nightly", "--out", join(dir, "nightly"));
  } catch (failure) {
    if (failure.status !== 1) throw failure;  // 1: the report has faults to show
  }
  // "caseworker  PASSWORD  CODE": the role that the account is called after, its password, whose work or children.
  const people = {};
  for (const line of ehcp("account", "demonstrate").trim().split("\n")) {
    const [name, password, ...scope] = line.trim().split(/\s+/);
    people[name] = { name, password, scope: scope.join(" ") };
  }
  const logFile = join(dir, "ehcpd.log");
  const log = openSync(logFile, "a");
  const options = ["--listen", "127.0.0.1:0", "--authority", authority, "--authority-name", "Exampleshire Council",
                   "--nightly", "false", "--reports-dir", join(dir, "nightly")];
  const service = spawn(join(bin, "ehcpd"), options, { env, stdio: ["ignore", log, log] });
  let port;
  for (let i = 0; i < 300 && !port; ++i) {
    await new Promise((resume) => setTimeout(resume, 100));
    if (service.exitCode !== null) throw new Error("ehcpd did not start: " + readFileSync(logFile, "utf8"));
    port = /"port":\s*"?(\d+)|127\.0\.0\.1:(\d+)/.exec(readFileSync(logFile, "utf8"))?.slice(1).find(Boolean);
  }
  if (!port) throw new Error("ehcpd says no port: " + readFileSync(logFile, "utf8"));
  return {
    base: `http://127.0.0.1:${port}`,
    people,
    ehcp,
    log: () => readFileSync(logFile, "utf8"),
    /// The first column of the first row; the demonstration's own facts, which no page need say.
    fact: (sql) => execFileSync("sqlite3", [join(dir, "ehcp.db"), sql], { encoding: "utf8" }).trim(),
    facts: (sql) => execFileSync("sqlite3", [join(dir, "ehcp.db"), sql], { encoding: "utf8" }).trim().split("\n").filter(Boolean),
    async stop() {
      const ended = new Promise((resume) => service.on("exit", resume));
      service.kill("SIGTERM");
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
