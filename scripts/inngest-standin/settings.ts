import { z } from "zod";

const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(8288),
    APP_URL: z.url({ protocol: /^https?$/ }),
    INNGEST_EVENT_KEY: z.string().min(1),
    INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-(?:[0-9a-f]{2})+$/i, "must be signkey-<env>-<hex digits>"),
    STANDIN_MAX_IN_FLIGHT: z.coerce.number().int().positive().default(16),
    STANDIN_CALL_TIMEOUT_SECONDS: z.coerce.number().positive().default(600),
  })
  .transform((env) => ({
    port: env.PORT,
    appUrl: env.APP_URL,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    maxInFlight: env.STANDIN_MAX_IN_FLIGHT,
    callTimeoutMs: env.STANDIN_CALL_TIMEOUT_SECONDS * 1_000,
  }));

export type Settings = z.infer<typeof settings>;

/** Reads the environment. Throws an Error that names every variable that is missing or wrong. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = settings.safeParse(env);
  if (!parsed.success) throw new Error(`the environment is not complete:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
