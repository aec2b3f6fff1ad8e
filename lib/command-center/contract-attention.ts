import { z } from "zod";
import { engineStates } from "./contract.ts";

const degradation = z.object({
  code: z.enum(["kill_switch", "job_runner_silent", "connection_paused", "guard_paused"]),
  severity: z.enum(["critical", "warning"]),
  /** what is paused */
  title: z.string(),
  /** why, and what ends it */
  detail: z.string(),
  since: z.string().nullable(),
  /** the page of the console where it can be seen to */
  href: z.string(),
});

/** GET /api/command-center/attention: what every page shows around itself. No time of its own, so that its ETag holds. */
export const attention = z.object({
  engine: z.object({
    state: engineStates,
    sentence: z.string(),
    is_active: z.boolean(),
    is_paused: z.boolean(),
    is_simulated: z.boolean(),
  }),
  /** open and not put off */
  alerts: z.object({ open: z.int(), critical: z.int() }),
  /** places that are slowed, stopped or passed over (lib/shared/in-trouble.ts); null when reputation cannot be read */
  in_trouble: z.object({ domains: z.int(), mailboxes: z.int() }).nullable(),
  /** connections that send nothing until a person releases them */
  stopped_connections: z.int(),
  /** messages of which only a person can say what became: those of status `unknown` in the queue */
  unknown_sends: z.int(),
  /** provider events of the last 24 hours that could not be read */
  quarantined: z.object({
    count: z.int(),
    at_least: z.boolean(),
    newest_at: z.string().nullable(),
    newest_reason: z.string().nullable(),
  }),
  /** parts of the engine that do not do their usual work, gravest first */
  degradations: z.array(degradation),
});

export type Attention = z.infer<typeof attention>;
export type Degradation = z.infer<typeof degradation>;
