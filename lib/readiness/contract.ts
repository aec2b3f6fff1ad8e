import { z } from "zod";

const check = z.object({ status: z.enum(["ok", "failing"]), detail: z.string().optional() });

/** GET /readyz. `degraded`: it works, slower or with less to show; `unavailable` (503): send nobody here. */
export const readinessView = z.object({
  status: z.enum(["ok", "degraded", "unavailable"]),
  /** `process` is there when this process is about to end */
  checks: z.object({ postgres: check, redis: check, migrations: check, process: check.optional() }),
});

export type Readiness = z.infer<typeof readinessView>;

/** GET /healthz */
export const livenessView = z.object({ status: z.literal("ok") });
