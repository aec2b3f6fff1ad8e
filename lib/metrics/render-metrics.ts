import { Gauge, Registry } from "prom-client";
import type { EngineContext } from "#lib/engine/context.ts";
import { type MeasuredState, measureState } from "./measure-state.ts";
import { metrics } from "./metrics.ts";
import { scrapePatienceMs } from "./thresholds.ts";

/**
 * What a Prometheus server reads: this process's own counts, and how things stand in the database. With Postgres away or slow the
 * second half is missing and `outreach_postgres_up` is 0; it never throws.
 */
export async function renderMetrics(ctx: EngineContext): Promise<{ contentType: string; text: string }> {
  const [state, isRedisUp] = await Promise.all([stateInTime(ctx), answersPing(ctx)]);
  const measured = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [measured] });
  gauge("outreach_postgres_up", "1 when Postgres answered in time").set(state ? 1 : 0);
  gauge("outreach_redis_up", "1 when Redis answered in time").set(isRedisUp ? 1 : 0);
  if (state) setState(gauge, state);
  const all = Registry.merge([metrics().registry, measured]);
  return { contentType: all.contentType, text: await all.metrics() };
}

function setState(gauge: (name: string, help: string, labels?: string[]) => Gauge, state: MeasuredState): void {
  const queue = gauge("outreach_queue_messages", "Messages on their way, by status", ["status"]);
  const age = gauge("outreach_queue_oldest_seconds", "How long the first of them is overdue", ["status"]);
  for (const status of ["queued", "claimed", "sending"]) {
    const row = state.queue.find((found) => found.status === status);
    queue.set({ status }, row?.messages ?? 0);
    age.set({ status }, row?.oldest_seconds ?? 0);
  }
  const states = gauge("outreach_health_states", "Mailboxes, domains and connections by state", ["scope", "state"]);
  for (const { scope, state: name, scopes } of state.healthStates) states.set({ scope, state: name }, scopes);
  const held = gauge("outreach_held_prospects", "Prospects without a next send, by why; every 5 minutes", ["reason"]);
  for (const { reason, prospects } of state.held) held.set({ reason }, prospects);
  gauge("outreach_parked_events", "Provider events whose message is not known yet").set(state.parkedEvents);
  gauge("outreach_reputation_marks", "Hours that wait for a recount or for their writer").set(state.reputationMarks);
}

async function stateInTime(ctx: EngineContext): Promise<MeasuredState | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, scrapePatienceMs, null);
  });
  const state = measureState(ctx).catch((error: unknown) => {
    ctx.log.warn({ err: error }, "metrics without the database's figures");
    return null;
  });
  return Promise.race([state, tooLate]).finally(() => clearTimeout(timer));
}

async function answersPing(ctx: EngineContext): Promise<boolean> {
  return ctx.redis.ping().then(
    () => true,
    () => false,
  );
}
