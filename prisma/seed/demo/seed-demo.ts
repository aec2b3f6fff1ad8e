import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import type { Tx } from "#lib/db/types.ts";
import { lookUpStandInText } from "#lib/dns/stand-in.ts";
import { dmarcNames, judgeRecords } from "#lib/domain-auth/policy/judge-records.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import type { MessageScopes } from "#lib/reputation/types.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { insertRows } from "../insert-rows.ts";
import { datedUuid } from "../random.ts";
import { buildDemo, type Demo } from "./build-demo.ts";
import { campaignRow, templateRow } from "./campaigns.ts";
import { eventRows, ledgerRows, type RowContext } from "./message-rows.ts";
import type { DemoPlan } from "./plan.ts";
import { outreachRow, prospectRow, suppressionRow } from "./prospect-rows.ts";

export type DemoTarget = { tenantId: string; connectionId: string; company: string; seed: string; plan: DemoPlan };

const batchRows = 2_000;

/**
 * Fills the demo tenant: senders, prospects, a year of ledger and events, all in one transaction, then lets the engine's own policies
 * decide what comes next and what needs a person. Done already (the engine is switched on): changes nothing.
 */
export async function seedDemo(ctx: EngineContext, target: DemoTarget): Promise<void> {
  const { tenantId, plan } = target;
  const isDone = await ctx.forTenant(tenantId, async (tx) => (await tx.mailbox.count()) > 0);
  const demo = buildDemo(ctx.now(), target.seed, plan);
  if (!isDone) await ctx.forTenant(tenantId, (tx) => insertDemo(tx, ctx.now(), target, demo), { timeoutMs: 300_000 });
  await writeSettings(ctx, tenantId, plan.settings);
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`ANALYZE prospects, outreach, outreach_emails, email_events, suppressions`,
  );
  await decideNext(ctx, tenantId);
  await rebuildReputation(ctx, tenantId, { isForced: true });
  await rollUpReputation(ctx, { tenantId });
  await writeSettings(ctx, tenantId, { is_active: true });
  await evaluateAlerts(ctx, { tenantId });
}

function writeSettings(ctx: EngineContext, tenantId: string, data: Partial<Settings>) {
  return ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data }));
}

async function insertDemo(tx: Tx, now: Date, target: DemoTarget, demo: Demo): Promise<void> {
  const { tenantId } = target;
  await insertSenders(tx, now, target, demo);
  const context: RowContext = { ...target, scopes: await scopesOf(tx, target, demo) };
  const at = now.getTime();
  const messages = demo.journeys.flatMap((journey) => journey.messages);
  const { campaigns, templates } = demo;
  const firstDay = Math.min(...campaigns.map(({ createdAt }) => createdAt));
  await insertRows(
    tx,
    "email_templates",
    templates.map((template) => templateRow(tenantId, template, firstDay)),
  );
  await insertRows(
    tx,
    "campaigns",
    campaigns.map((campaign) => campaignRow(tenantId, campaign, templates)),
  );
  await insertRows(
    tx,
    "prospects",
    demo.journeys.map((journey) => prospectRow(tenantId, journey, at)),
  );
  await insertRows(
    tx,
    "outreach",
    demo.journeys.map((journey) => outreachRow(tenantId, journey, at)),
  );
  await insertRows(
    tx,
    "outreach_emails",
    demo.journeys.flatMap((journey) => ledgerRows(context, journey)).map(withLedgerDefaults),
  );
  await insertRows(
    tx,
    "email_events",
    messages.flatMap((message) => eventRows(context, message)).map(withEventDefaults),
  );
  await insertRows(
    tx,
    "suppressions",
    demo.journeys.flatMap((journey) => suppressionRow(tenantId, journey) ?? []),
  );
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
  fallback_used: false,
});

/** As a check finds it: the stand-in answers for the names of the demo. */
function authDetailOf(domain: string) {
  const ask = (name: string) => ({ name, answer: lookUpStandInText(name) });
  const records = { spf: ask(domain), dkim: [ask(`s1._domainkey.${domain}`)], dmarc: dmarcNames(domain).map(ask) };
  return { findings: judgeRecords(domain, records).findings, unanswered_since: null };
}

async function insertSenders(tx: Tx, now: Date, { tenantId, connectionId }: DemoTarget, demo: Demo): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await tx.sendingDomain.createMany({
    data: demo.domains.map(({ id, domain, warmupStartedDaysAgo }) => ({
      id,
      tenant_id: tenantId,
      domain,
      warmup_started_at: warmupStartedDaysAgo === null ? null : daysAgo(warmupStartedDaysAgo),
      last_reserved_at: warmupStartedDaysAgo === null ? null : now,
      auth_status: "passed",
      auth_checked_at: daysAgo(1),
      auth_detail: authDetailOf(domain),
    })),
  });
  await tx.mailbox.createMany({
    data: demo.mailboxes.map(({ id, domain, fromEmail, fromName, senderName, dailyLimit }) => ({
      id,
      tenant_id: tenantId,
      sending_domain_id: domain.id,
      provider_connection_id: connectionId,
      from_email: fromEmail,
      from_name: fromName,
      sender_name: senderName,
      daily_limit: dailyLimit,
    })),
  });
  for (const mailbox of demo.mailboxes.filter((m) => m.isPaused)) {
    const evidence = { by: "Demo owner", note: "Priya is on leave", release: "release_by_person" };
    const scope = { tenant_id: tenantId, scope_kind: "mailbox", scope_id: mailbox.id };
    const pause = { ...scope, reason: "paused_by_person", evidence };
    await tx.healthState.create({ data: { ...pause, state: "paused", since: daysAgo(4) } });
    await tx.healthTransition.create({
      data: {
        ...pause,
        from_state: "healthy",
        to_state: "paused",
        actor_kind: "user",
        actor_label: "Demo owner",
        at: daysAgo(4),
      },
    });
  }
}

async function scopesOf(
  tx: Tx,
  { tenantId, connectionId }: DemoTarget,
  demo: Demo,
): Promise<Map<string, MessageScopes>> {
  const senders = demo.mailboxes.map((mailbox) => ({
    domain: mailbox.domain.domain,
    fromEmail: mailbox.fromEmail,
    connectionId,
  }));
  const scopes = await resolveScopes(tx, tenantId, senders);
  return new Map(
    demo.mailboxes.flatMap((mailbox, index) => (scopes[index] ? [[mailbox.id, scopes[index]] as const] : [])),
  );
}

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
