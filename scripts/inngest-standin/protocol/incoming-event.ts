import { z } from "zod";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";

const incomingEvent = z.looseObject({
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()).nullish(),
  id: z.string().nullish(),
  ts: z.number().nullish(),
});
const incomingBatch = z.array(incomingEvent).max(5_000);

export type ReadEvents = { ok: true; events: AppEvent[] } | { ok: false; problem: string };

/**
 * Reads the body of `POST /e/<key>`: one event or an array of at most 5,000. An event without an id gets one from
 * `makeId(index)`, one without a time gets `now` (epoch ms).
 */
export function readIncomingEvents(body: unknown, makeId: (index: number) => string, now: number): ReadEvents {
  const parsed = incomingBatch.safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const events = parsed.data.map((raw, index) => ({
    ...raw,
    id: raw.id || makeId(index),
    data: raw.data ?? {},
    ts: raw.ts || now,
  }));
  return { ok: true, events };
}
