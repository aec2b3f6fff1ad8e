import { join } from "node:path";
import { requirePort } from "./ports.ts";
import type { Supervisor } from "./processes.ts";
import type { RunFile } from "./run-file.ts";
import { runSequencerOnce } from "./sequencer.ts";
import { fail, openSession } from "./session.ts";
import { readSettings, type StackSettings } from "./settings.ts";
import { describeFailure } from "./setup-error.ts";
import { type RunningStack, type Say, startStack } from "./stack.ts";

/** `npm start` and `npm run dev`: the whole stack until Ctrl-C. A second one in the same folder points to the first. */
export async function runStack(root: string, mode: "start" | "dev"): Promise<void> {
  const say = timedLines();
  let session: Supervisor | RunFile;
  let settings: StackSettings;
  try {
    settings = readSettings(process.env, root);
    session = await openSession({ dataDir: settings.dataDir, url: settings.appUrl, say, codeWhenInterrupted: 0 });
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
    return;
  }
  if (!("start" in session)) return pointTo(session);
  const supervisor = session;
  try {
    await requirePort(settings.port);
    const stack = await startStack({ root, settings, supervisor, mode, say });
    supervisor.markReady();
    await kickOff(settings, stack, say);
    console.log(welcome(settings, stack));
  } catch (error) {
    await fail(supervisor, error);
  }
}

/** Prints lines with the seconds since now. */
function timedLines(): Say {
  const started = performance.now();
  return (line) => console.log(`[${((performance.now() - started) / 1000).toFixed(1)} s] ${line}`);
}

function pointTo(run: RunFile) {
  const where = run.state === "ready" ? "already running at" : "already being started, soon at";
  console.log(`Outreach Console is ${where} ${run.url} (stop it with Ctrl-C there, or: kill ${run.supervisor.pid}).`);
}

async function kickOff({ port }: StackSettings, { credentials }: RunningStack, say: Say) {
  if (!credentials) return;
  const problem = await runSequencerOnce(port, credentials.api_key);
  say(problem ? `the sequencer could not be run now (its schedule will): ${problem}` : "the sequencer was run once");
}

function welcome({ appUrl, dataDir }: StackSettings, { credentials, addresses }: RunningStack): string {
  const signIn = credentials
    ? `${credentials.email}  ${credentials.password}  (${join(dataDir, "credentials.json")})`
    : "with an account of this database (npm run tenant:create makes a new tenant)";
  return [
    "",
    `Outreach Console   ${appUrl}`,
    `  sign in          ${signIn}`,
    `  jobs             ${appUrl}/jobs  ·  Inngest ${addresses.inngestUrl}`,
    `  logs             ${join(dataDir, "logs")}`,
    "  stop             Ctrl-C",
    "",
  ].join("\n");
}
