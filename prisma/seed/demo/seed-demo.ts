import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import type { Counts } from "#lib/jobs/types.ts";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { insertRows } from "../insert-rows.ts";
import { datedUuid } from "../random.ts";
import { buildDemo, type Demo } from "./build-demo.ts";
import { campaignRow, templateRow } from "./campaigns.ts";
import { ownerOf } from "./desk.ts";
import { insertRecords, type RecordTarget } from "./insert-records.ts";
import { insertSenders, pauseMailboxes, scopesOf } from "./insert-senders.ts";
import type { DemoJourney } from "./journey.ts";
import { eventRows, ledgerRows, type RowContext } from "./message-rows.ts";
import type { DemoPlan } from "./plan.ts";
import { outreachRow, prospectRow, suppressionRow } from "./prospect-rows.ts";
import { settingsHistory } from "./settings-history.ts";
import { joinTeam } from "./team.ts";

export type DemoTarget = { tenantId: string; connectionId: string; company: string; seed: string; plan: DemoPlan };

const batchRows = 2_000;
/** Nobody waits for this tenant's counts yet: two months a transaction. */
const rollUpHours = 60 * 24;

/**
 * Fills the demo tenant: senders, prospects, a year of ledger and events, all in one transaction, then lets the engine's own policies
 * decide what comes next and what needs a person. Done already (the engine is switched on): changes nothing.
 */
export async function seedDemo(ctx: EngineContext, target: DemoTarget): Promise<void> {
  const { tenantId, plan } = target;
  const isDone = await ctx.forTenant(tenantId, async (tx) => (await tx.mailbox.count()) > 0);
  // The past ends at one moment, however long it takes to write down.
  const now = ctx.now();
  const past = { ...ctx, now: () => now };
  const demo = buildDemo(now, target.seed, plan);
  const ids = await joinTeam(past, tenantId, plan.team);
  if (!isDone)
    await ctx.forTenant(tenantId, (tx) => insertDemo(past, tx, { ...target, ids }, demo), { timeoutMs: 300_000 });
  const changes = settingsHistory(now.getTime(), plan.settings).length;
  await writeSettings(ctx, tenantId, { ...plan.settings, version: 1 + changes });
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`ANALYZE prospects, outreach, outreach_emails, email_events, suppressions`,
  );
  await decideNext(ctx, tenantId);
  await rebuildReputation(ctx, tenantId, { isForced: true });
  await run(ctx, tenantId, "roll-up-reputation", (of, whom) =>
    rollUpReputation(of, { ...whom, batchHours: rollUpHours }),
  );
  await writeSettings(ctx, tenantId, { is_active: true });
  await run(ctx, tenantId, "evaluate-health", evaluateHealth);
  await run(ctx, tenantId, "evaluate-alerts", evaluateAlerts);
}

/** A job, recorded as one that something asked for. */
function run(
  ctx: EngineContext,
  tenantId: string,
  functionId: JobFunctionId,
  work: (ctx: EngineContext, target: { tenantId: string }) => Promise<Counts>,
): Promise<Counts> {
  return withJobRun(ctx, { tenantId, functionId, trigger: "event" }, () => work(ctx, { tenantId }));
}

function writeSettings(ctx: EngineContext, tenantId: string, data: Partial<Settings> & { version?: number }) {
  return ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data }));
}

async function insertDemo(ctx: EngineContext, tx: Tx, target: RecordTarget & DemoTarget, demo: Demo): Promise<void> {
  const now = ctx.now();
  const { tenantId } = target;
  await insertSenders(tx, now, target, demo);
  await pauseMailboxes(tx, now, target, demo);
  const { team } = target.plan;
  const context: RowContext = { ...target, templates: demo.templates, scopes: await scopesOf(tx, target, demo) };
  const at = now.getTime();
  const messages = demo.journeys.flatMap((journey) => journey.messages);
  const { campaigns, templates } = demo;
  const firstDay = Math.min(...campaigns.map(({ createdAt }) => createdAt));
  const insert = (table: string, rows: readonly Record<string, unknown>[]) => insertRows(tx, table, rows);
  await insert(
    "email_templates",
    templates.map((template) => templateRow(tenantId, template, firstDay)),
  );
  await insert(
    "campaigns",
    campaigns.map((campaign) => campaignRow(tenantId, campaign, templates)),
  );
  const ownerId = (journey: DemoJourney) => target.ids.get(ownerOf(journey, team)?.email ?? "") ?? null;
  await insert(
    "prospects",
    demo.journeys.map((journey) => prospectRow(tenantId, journey, at, ownerId(journey))),
  );
  await insert(
    "outreach",
    demo.journeys.map((journey) => outreachRow(tenantId, journey, at)),
  );
  await insert(
    "outreach_emails",
    demo.journeys.flatMap((journey) => ledgerRows(context, journey)).map(withLedgerDefaults),
  );
  await insert("email_events", messages.flatMap((message) => eventRows(context, message)).map(withEventDefaults));
  await insert(
    "suppressions",
    demo.journeys.flatMap((journey) => suppressionRow(tenantId, journey) ?? []),
  );
  await insertRecords(ctx, tx, target, demo);
  await insertCapacity(tx, now, target, demo);
}

/** jsonb_populate_recordset knows no column defaults. */
const withEventDefaults = (row: ReturnType<typeof eventRows>[number]) => ({
  id: datedUuid(Date.parse(row.received_at ?? ""), crypto.randomUUID()),
  ...row,
  fingerprint: `\\x${row.fingerprint}`,
});
const withLedgerDefaults = (row: ReturnType<typeof ledgerRows>[number]) => ({
  ...row,
  direction: "outbound",
  kind: "sequence",
  attempts: 1,
  ai_cost_usd: 0,
});

/** What went out today is used up. */
async function insertCapacity(tx: Tx, now: Date, { tenantId, plan }: DemoTarget, demo: Demo): Promise<void> {
  const zone = plan.settings.send_timezone ?? "America/Chicago";
  const today = calendarDay(zone, now);
  const used = new Map<string, number>();
  const count = (key: string) => used.set(key, (used.get(key) ?? 0) + 1);
  for (const message of demo.journeys.flatMap((journey) => journey.messages)) {
    if (calendarDay(zone, new Date(message.sentAt)) !== today) continue;
    for (const key of [`tenant `, `mailbox ${message.mailbox.id}`, `domain ${message.mailbox.domain.id}`]) count(key);
  }
  const rows = [...used].map(([key, n]) => ({
    tenant_id: tenantId,
    day: today,
    kind: key.split(" ")[0],
    key: key.split(" ")[1],
    used: n,
  }));
  await insertRows(tx, "capacity_days", rows);
}

async function decideNext(ctx: EngineContext, tenantId: string): Promise<void> {
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.outreach.findMany({ where: { status: { in: ["cold", "contacted"] } }, select: { id: true } }),
  );
  for (let from = 0; from < rows.length; from += batchRows) {
    const outreachIds = rows.slice(from, from + batchRows).map((row) => row.id);
    await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds, now: ctx.now() }), {
      timeoutMs: 60_000,
    });
  }
}
