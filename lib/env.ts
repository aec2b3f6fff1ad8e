import { z } from "zod";
import { addressRanges } from "#lib/http/address-ranges.ts";
import { isOrigin } from "#lib/shared/is-origin.ts";

const flag = z
  .enum(["true", "false"])
  .default("true")
  .transform((value) => value === "true");

const seconds = (otherwise: number) => z.coerce.number().int().min(0).max(3_600).default(otherwise);

const encryptionKey = z
  .base64()
  .refine((value) => Buffer.from(value, "base64").length === 32, "must be 32 bytes in base64");

/** A list separated by commas; nothing is no list. */
function listOf(item: z.ZodType<string, string>) {
  const split = (text: string) => text.split(",").flatMap((part) => part.trim() || []);
  return z.string().default("").transform(split).pipe(z.array(item));
}

const variables = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  APP_URL: z.url({ protocol: /^https?$/ }).refine(isOrigin),
  AUTH_SECRET: z.string().min(32),
  /** former ones, separated by commas: they open the second factors that they sealed; sessions end when AUTH_SECRET changes */
  AUTH_SECRETS_OLD: listOf(z.string().min(32)),
  /** 32 bytes, base64: encrypts provider secrets and keys the unsubscribe links */
  ENCRYPTION_KEY: encryptionKey,
  /** former ones, separated by commas: they open what they sealed, and keep unsubscribe links in sent mail alive */
  ENCRYPTION_KEYS_OLD: listOf(encryptionKey),
  INNGEST_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-[0-9a-f]{64}$/, "must look like signkey-prod-<64 hex digits>"),
  /** would let anyone run the functions: refused */
  INNGEST_DEV: z.undefined().optional(),
  /** where connections of kind simulator hand their mail to, unless they name their own */
  SIMULATOR_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8290"),
  /** what a Prometheus server shows at /metrics as a bearer token; without one the address answers 404 */
  METRICS_TOKEN: z.string().min(32).optional(),
  /** mail server of the platform for alerts, smtp://user:password@host:587 or smtps://…; without it no alert is mailed */
  ALERT_SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /.+/ }).optional(),
  /** address that alerts come from */
  ALERT_FROM: z.email().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  AGENT_RECONTACT_AGENT: flag,
  AGENT_WINBACK_AGENT: flag,
  /** where the console listens */
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  /** reverse proxies whose X-Forwarded-* headers are believed; those of anybody else are taken off */
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine(areAddressRanges, "must be addresses or ranges, separated by commas"),
  /** connections to Postgres that one process opens for the engine at most */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(20),
  /** address at which the job runner reaches the console, where it is not APP_URL */
  INNGEST_SERVE_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  /** after SIGTERM: so long requests are still taken while /readyz says no, then so long those at work may go on */
  DRAIN_NOTICE_SECONDS: seconds(5),
  DRAIN_TIMEOUT_SECONDS: seconds(130),
});

const schema = variables.refine((found) => (found.ALERT_SMTP_URL === undefined) === (found.ALERT_FROM === undefined), {
  path: ["ALERT_FROM"],
  message: "set ALERT_SMTP_URL and ALERT_FROM together",
});

export type Env = z.infer<typeof schema>;
export type EnvName = keyof Env;

/** What to do about a variable that is missing or malformed. */
const fixes: Record<EnvName, string> = {
  DATABASE_URL: "the address of Postgres, postgresql://user:password@host:5432/database",
  REDIS_URL: "the address of Redis, redis://:password@host:6379",
  APP_URL: "the public address of the console without a path, https://console.example.com",
  AUTH_SECRET: "at least 32 characters, for example of `openssl rand -base64 32`",
  ENCRYPTION_KEY: "32 bytes in base64, for example of `openssl rand -base64 32`",
  AUTH_SECRETS_OLD: "former values of AUTH_SECRET, separated by commas, or leave it out",
  ENCRYPTION_KEYS_OLD: "former values of ENCRYPTION_KEY, separated by commas, or leave it out",
  INNGEST_BASE_URL: "the address of the Inngest server, http://inngest:8288; leave it out for Inngest Cloud",
  INNGEST_EVENT_KEY: "the event key of the Inngest server",
  INNGEST_SIGNING_KEY: "the signing key of the Inngest server, signkey-prod-<64 hex digits>",
  INNGEST_DEV: "leave it out: it would let anyone run the functions. Use INNGEST_BASE_URL with a signing key",
  INNGEST_SERVE_ORIGIN: "the address at which Inngest reaches the console, http://console:3000, or leave it out",
  SIMULATOR_URL: "the address of the mail simulator, or leave it out",
  METRICS_TOKEN: "at least 32 characters, or leave it out: then /metrics is closed",
  ALERT_SMTP_URL: "smtp://user:password@host:587 or smtps://…:465, or leave it out: then no alert is mailed",
  ALERT_FROM: "the address that alerts come from; set it together with ALERT_SMTP_URL",
  LOG_LEVEL: "one of fatal, error, warn, info, debug, trace, silent",
  AGENT_RECONTACT_AGENT: "true or false",
  AGENT_WINBACK_AGENT: "true or false",
  HOST: "the address to listen on: 127.0.0.1, or 0.0.0.0 for every interface",
  PORT: "a number from 1 to 65535",
  TRUSTED_PROXIES: "addresses or ranges separated by commas: 10.0.0.7, 172.30.0.0/24",
  DATABASE_POOL_SIZE: "a whole number from 2 to 500",
  DRAIN_NOTICE_SECONDS: "a whole number of seconds up to 3600",
  DRAIN_TIMEOUT_SECONDS: "a whole number of seconds up to 3600",
};

/** Every variable this product reads, and those that it cannot do without. */
export const envNames = Object.keys(variables.shape) as EnvName[];
export const requiredEnvNames = envNames.filter((name) => !variables.shape[name].safeParse(undefined).success);

let cached: Env | undefined;

/**
 * The environment, checked on first use (never at import: a build has none). This file alone reads `process.env`.
 * @throws EnvError naming every variable that is missing or malformed
 */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Whether this is `npm run dev`; the bundler writes the answer into a build. */
export const isDevelopmentBuild = process.env.NODE_ENV === "development";

/**
 * The same for any variables. An empty one counts as left out, as env files write it.
 * @throws EnvError
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as EnvName));
  throw new EnvError(
    [...names].map((name) => `${name} ${name in given ? "is not usable" : "is missing"}: ${fixes[name]}`),
  );
}

/** What is wrong with the environment, a line a variable; values are never shown. */
export class EnvError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The environment is not complete:\n  ${problems.join("\n  ")}`);
    this.problems = problems;
  }
}

function areAddressRanges(parts: string[]): boolean {
  try {
    addressRanges(parts);
    return true;
  } catch {
    return false;
  }
}
