import { z } from "zod";

const flag = z
  .enum(["true", "false"])
  .default("true")
  .transform((value) => value === "true");

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  APP_URL: z.url({ protocol: /^https?$/ }),
  AUTH_SECRET: z.string().min(32),
  /** 32 bytes, base64: encrypts provider secrets and keys the unsubscribe links */
  ENCRYPTION_KEY: z
    .base64()
    .refine((value) => Buffer.from(value, "base64").length === 32, "must be 32 bytes in base64"),
  INNGEST_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-[0-9a-f]{64}$/, "must look like signkey-prod-<64 hex digits>"),
  INNGEST_DEV: z
    .undefined("INNGEST_DEV would let anyone run the functions: unset it and use INNGEST_BASE_URL with a signing key")
    .optional(),
  /** where connections of kind simulator hand their mail to, unless they name their own */
  SIMULATOR_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8290"),
  /** what a Prometheus server shows at /metrics as a bearer token; without one the address answers 404 */
  METRICS_TOKEN: z.string().min(32).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  AGENT_RECONTACT_AGENT: flag,
  AGENT_WINBACK_AGENT: flag,
});

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/**
 * The environment, checked on first use (never at import: a build has none). This file alone reads `process.env`.
 * @throws Error naming every variable that is missing or malformed
 */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n  ${problems.join("\n  ")}`);
}
