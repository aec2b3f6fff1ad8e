import { dirname } from "node:path";
import { createLogger } from "#lib/logger/logger.ts";
import { requireBuild, requireEnvironment, requireMigrations } from "./serve/preflight.ts";
import { keepRegistering } from "./serve/register.ts";
import { localOrigin, serveConsole } from "./serve/serve-console.ts";
import { describeFailure, SetupError } from "./stack/setup-error.ts";

// npm run serve [-- --migrate]: one production process on services that are there already; nothing is started, seeded or built
const root = dirname(import.meta.dirname);
const args = process.argv.slice(2);

// as the first process of a container a signal that nobody handles would be ignored
const endEarly = () => process.exit(0);
process.once("SIGTERM", endEarly).once("SIGINT", endEarly);

try {
  const unknown = args.filter((arg) => arg !== "--migrate");
  if (unknown.length > 0) throw new SetupError(`Unknown argument ${unknown.join(" ")}: only --migrate is known.`);
  const settings = requireEnvironment(process.env);
  const log = createLogger(settings.LOG_LEVEL);
  const say = (line: string) => log.info(line);
  requireBuild(root);
  const applied = await requireMigrations(settings.DATABASE_URL, args.includes("--migrate"));
  if (applied.length > 0) say(`applied ${applied.join(", ")}`);
  // a runner elsewhere calls the public address, not the loopback one that we register through
  process.env.INNGEST_SERVE_ORIGIN ??= settings.APP_URL;
  process.env.INNGEST_ENABLE_UNAUTHED_SYNC = "0";
  process.off("SIGTERM", endEarly).off("SIGINT", endEarly);
  await serveConsole(root, settings, say);
  void keepRegistering(localOrigin(settings.HOST, settings.PORT), settings.INNGEST_SIGNING_KEY, log);
} catch (error) {
  console.error(describeFailure(error));
  process.exit(1);
}
