import { Cron } from "croner";
import { z } from "zod";
import { parseDurationMs } from "#scripts/inngest-standin/time/duration.ts";
import { type Expression, parseExpression } from "./expression.ts";

export type CronTrigger = { source: string; next(after: Date): Date | null };
export type EventTrigger = { event: string; condition: Expression | null };
export type Rate = { key: Expression | null; limit: number; periodMs: number };
type ConcurrencyRule = { scope: "fn" | "env"; key: Expression | null; limit: number };

/** One function as the stand-in uses it: durations in ms, expressions parsed. `maxAttempts` counts the first try. */
export type FunctionConfig = {
  id: string;
  name: string;
  maxAttempts: number;
  events: readonly EventTrigger[];
  crons: readonly CronTrigger[];
  concurrency: readonly ConcurrencyRule[];
  singleton: { key: Expression | null; mode: "skip" | "cancel" } | null;
  debounce: { key: Expression | null; periodMs: number; timeoutMs: number | null } | null;
  rateLimit: Rate | null;
  throttle: (Rate & { burst: number }) | null;
  idempotency: Expression | null;
  cancelOn: readonly (EventTrigger & { timeoutMs: number | null })[];
  startTimeoutMs: number | null;
  finishTimeoutMs: number | null;
};

const defaultRetries = 3;

const key = z.string().optional();
const concurrencyRule = z.object({ limit: z.number(), key, scope: z.enum(["fn", "env", "account"]).optional() });
const rate = z.object({ key, limit: z.number().positive(), period: z.string(), burst: z.number().min(1).optional() });
const wireFunction = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.object({ event: z.string(), expression: z.string().optional() }).or(z.object({ cron: z.string() })),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() }),
  ),
  concurrency: z.union([z.number(), concurrencyRule, z.array(concurrencyRule)]).optional(),
  singleton: z.object({ key, mode: z.enum(["skip", "cancel"]) }).optional(),
  debounce: z.object({ key, period: z.string(), timeout: z.string().optional() }).optional(),
  rateLimit: rate.optional(),
  throttle: rate.optional(),
  idempotency: z.string().optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  timeouts: z.object({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  batchEvents: z.undefined({ error: "batches of events are not supported here" }).optional(),
});
type WireFunction = z.infer<typeof wireFunction>;

/**
 * Reads one function of a registration. Throws an Error that names the function and what is wrong with it (shape,
 * expression, duration, cron pattern), because a setting silently ignored would be worse. `priority` is ignored:
 * runs start in the order of their events.
 */
export function parseFunctionConfig(wire: unknown): FunctionConfig {
  const parsed = wireFunction.safeParse(wire);
  if (!parsed.success) {
    throw new Error(`function ${nameOf(wire)}: ${z.prettifyError(parsed.error)}`);
  }
  try {
    return normalise(parsed.data);
  } catch (error) {
    throw new Error(`function ${parsed.data.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function normalise(wire: WireFunction): FunctionConfig {
  const step = Object.values(wire.steps)[0];
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    maxAttempts: (step?.retries?.attempts ?? defaultRetries) + 1,
    events: wire.triggers.flatMap((trigger) =>
      "event" in trigger ? [{ event: trigger.event, condition: optionalExpression(trigger.expression) }] : [],
    ),
    crons: wire.triggers.flatMap((trigger) => ("cron" in trigger ? [parseCron(trigger.cron)] : [])),
    concurrency: concurrencyRules(wire.concurrency),
    singleton: wire.singleton ? { key: optionalExpression(wire.singleton.key), mode: wire.singleton.mode } : null,
    debounce: wire.debounce
      ? {
          key: optionalExpression(wire.debounce.key),
          periodMs: parseDurationMs(wire.debounce.period),
          timeoutMs: optionalDuration(wire.debounce.timeout),
        }
      : null,
    rateLimit: wire.rateLimit ? parseRate(wire.rateLimit) : null,
    throttle: wire.throttle ? { ...parseRate(wire.throttle), burst: wire.throttle.burst ?? 1 } : null,
    idempotency: optionalExpression(wire.idempotency),
    cancelOn: (wire.cancel ?? []).map((rule) => ({
      event: rule.event,
      condition: optionalExpression(rule.if),
      timeoutMs: optionalDuration(rule.timeout),
    })),
    startTimeoutMs: optionalDuration(wire.timeouts?.start),
    finishTimeoutMs: optionalDuration(wire.timeouts?.finish),
  };
}

/** A limit of 0 means "no limit", as on the real server. */
function concurrencyRules(wire: WireFunction["concurrency"]): ConcurrencyRule[] {
  if (wire === undefined) return [];
  const rules = typeof wire === "number" ? [{ limit: wire }] : Array.isArray(wire) ? wire : [wire];
  return rules
    .filter((rule) => rule.limit > 0)
    .map((rule: z.infer<typeof concurrencyRule>) => ({
      scope: (rule.scope ?? "fn") === "fn" ? "fn" : "env",
      key: optionalExpression(rule.key),
      limit: rule.limit,
    }));
}

/** Standard five-field cron in UTC, or in the zone of a `TZ=Area/City ` prefix. */
function parseCron(source: string): CronTrigger {
  const match = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(source.trim());
  const cron = new Cron(match?.[2] ?? source, { timezone: match?.[1] ?? "UTC", paused: true });
  cron.nextRun(new Date(0));
  return { source, next: (after) => cron.nextRun(after) };
}

function parseRate(wire: z.infer<typeof rate>): Rate {
  return { key: optionalExpression(wire.key), limit: wire.limit, periodMs: parseDurationMs(wire.period) };
}

function optionalExpression(source: string | undefined): Expression | null {
  return source ? parseExpression(source) : null;
}

function optionalDuration(text: string | undefined): number | null {
  return text ? parseDurationMs(text) : null;
}

function nameOf(wire: unknown): string {
  const id = typeof wire === "object" && wire !== null && "id" in wire ? wire.id : null;
  return typeof id === "string" ? id : "without an id";
}
