import { join } from "node:path";
import { buildConsole, generateClient, NODE_FLAGS } from "./build.ts";
import { startConsole } from "./console.ts";
import { type Credentials, refreshCredentials } from "./credentials.ts";
import { type Databases, startDatabases } from "./databases.ts";
import { type Addresses, requireUsable, stackEnvironment } from "./environment.ts";
import { startInngest } from "./inngest.ts";
import { registerFunctions } from "./inngest-registration.ts";
import { servicePort, USUAL_PORTS } from "./ports.ts";
import type { Supervisor } from "./processes.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import type { StackSettings } from "./settings.ts";
import { startSimulator } from "./simulator.ts";
import type { Environment } from "./variables.ts";

export type Say = (line: string) => void;
export type StackRequest = {
  root: string;
  settings: StackSettings;
  supervisor: Supervisor;
  mode: "start" | "dev";
  say: Say;
};
/** A stack that is up: how to sign in (null when this installation made no tenant), and what its programs were given. */
export type RunningStack = { credentials: Credentials | null; addresses: Addresses; env: Environment };

/**
 * Brings everything up, in this order: Postgres, Redis, client, migrations and seed beside the build, simulator, console, Inngest.
 * What the settings give an address for is used, not started.
 * @throws SetupError with the fix; the caller stops the supervisor
 */
export async function startStack(request: StackRequest): Promise<RunningStack> {
  const { settings, supervisor, say } = request;
  const databases = await startDatabases(supervisor, settings, say);
  say("Postgres and Redis are up");
  return startOnDatabases(request, databases);
}

/** The rest of {@link startStack}, on databases that run already. */
export async function startOnDatabases(request: StackRequest, databases: Databases): Promise<RunningStack> {
  const { root, settings, supervisor, mode, say } = request;
  const secrets = loadSecrets(settings.dataDir, process.env);
  const first = await chooseAddresses(request, databases);
  const jobEnv = stackEnvironment(process.env, settings, secrets, first.addresses);
  requireUsable(jobEnv);
  await generateClient({ root, supervisor, env: jobEnv, say });
  await Promise.all([
    migrateAndSeed(request, jobEnv),
    mode === "start" && buildConsole({ root, supervisor, env: jobEnv, say }),
  ]);
  // Time has passed: a stack beside this one may listen by now where nobody did before.
  const { ports, addresses } = await chooseAddresses(request, databases);
  const env = stackEnvironment(process.env, settings, secrets, addresses);
  if (!settings.simulatorUrl) await startSimulator(supervisor, root, ports.simulator, env);
  await startConsole(supervisor, { root, port: settings.port, env, mode });
  say("the console is up");
  await connectInngest(request, ports.inngest, secrets, env);
  const credentials = refreshCredentials(settings.dataDir, {
    url: settings.appUrl,
    database_url: addresses.databaseUrl,
    redis_url: addresses.redisUrl,
    inngest_url: addresses.inngestUrl,
  });
  return { credentials, addresses, env };
}

/** Ports that nobody listens on at this moment, and the addresses that come of them. */
async function chooseAddresses({ settings }: Pick<StackRequest, "settings">, databases: Databases) {
  const { dataDir, inngestUrl, simulatorUrl } = settings;
  const inngest = await servicePort(dataDir, "inngest", USUAL_PORTS.inngest);
  const simulator = await servicePort(dataDir, "simulator", USUAL_PORTS.simulator);
  const addresses: Addresses = {
    ...databases,
    inngestUrl: inngestUrl ?? `http://127.0.0.1:${inngest}`,
    simulatorUrl: simulatorUrl ?? `http://127.0.0.1:${simulator}`,
  };
  return { ports: { inngest, simulator }, addresses };
}

async function migrateAndSeed({ root, settings, supervisor, say }: StackRequest, env: Environment) {
  const script = (name: string, ...args: string[]) =>
    supervisor.run({ name, command: process.execPath, args: [...NODE_FLAGS, ...args], env, cwd: root });
  await script("migrate", join(root, "scripts", "db.ts"), "migrate");
  say("the database is migrated");
  await script("seed", join(root, "prisma", "seed", "main.ts"));
  say(`the database is seeded (${settings.seed})`);
}

async function connectInngest(request: StackRequest, port: number, secrets: Secrets, env: Environment) {
  const { root, settings, supervisor, say } = request;
  const origin = `http://127.0.0.1:${settings.port}`;
  if (settings.inngestUrl) await registerFunctions(origin, secrets.INNGEST_SIGNING_KEY);
  else await startInngest(supervisor, { root, port, consolePort: settings.port, secrets, env, say });
  say("Inngest is up and knows the functions");
}
