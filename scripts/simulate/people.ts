import type { EngineContext } from "#lib/engine/context.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { receiveImport } from "#lib/prospects/receive-import.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { settleSend } from "#lib/sending/settle-send.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "#lib/suppressions/answer-unsubscribe.ts";
import type { Acceptance } from "./provider.ts";
import type { SimTenant } from "./setup.ts";
import { count, perform, type World } from "./world.ts";

const actor = systemActor("simulated person");
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type HealthScope = { scopeKind: "mailbox" | "domain" | "connection"; scopeId: string };

/** Stops a mailbox, domain or connection and lets it go hours later. */
export async function pauseForAWhile(world: World, tenant: SimTenant, at: number): Promise<void> {
  const box = world.random.pick(tenant.mailboxes as [SimTenant["mailboxes"][0], ...SimTenant["mailboxes"]]);
  const scope: HealthScope = world.random.pick([
    { scopeKind: "mailbox", scopeId: box.id },
    { scopeKind: "mailbox", scopeId: box.id },
    { scopeKind: "domain", scopeId: box.domainId },
    { scopeKind: "connection", scopeId: box.connectionId },
  ] as [HealthScope, ...HealthScope[]]);
  const change = { tenantId: tenant.id, ...scope, actor };
  await act(world, tenant, `pause ${scope.scopeKind}`, at, (ctx) =>
    pauseScope(ctx, { ...change, reason: "a look at it" }).then(({ state }) => state),
  );
  later(world, tenant, `resume ${scope.scopeKind}`, at + world.random.between(10, 300) * minuteMs, (ctx) =>
    resumeScope(ctx, { ...change, reason: "looked at" }).then(({ state }) => state),
  );
}

/** The kill switch, at full rate, for up to three hours. */
export async function pullKillSwitch(world: World, tenant: SimTenant, at: number): Promise<void> {
  await change(world, tenant, at, { sequencer_paused: true });
  world.agenda.add(at + world.random.between(5, 180) * minuteMs, {
    kind: "job",
    name: "release the kill switch",
    tenantId: tenant.id,
    perform: (when) => change(world, tenant, when, { sequencer_paused: false }),
  });
}

/** Other hours, limits, delays or gate. */
export async function changeSomeSettings(world: World, tenant: SimTenant, at: number): Promise<void> {
  const { random } = world;
  const limit = Math.ceil(tenant.dailyLimit * (0.6 + 0.6 * random.next()));
  await change(
    world,
    tenant,
    at,
    random.pick<Partial<Settings>>([
      { daily_email_limit: limit },
      {
        send_hours_start: random.pick(["07:30", "08:00", "09:15"]),
        send_hours_end: random.pick(["16:45", "18:00", "19:30"]),
      },
      { sequence_delay_hours: random.pick([36, 48, 60]) },
      { require_engagement_for_final_step: random.chance(0.5) },
      { recipient_domain_daily_limit: random.between(1, 4) },
      { sender_rotation: random.pick(["per_cycle", "per_step"]) },
    ]),
  );
}

async function change(world: World, tenant: SimTenant, at: number, patch: Partial<Settings>): Promise<void> {
  await act(world, tenant, `settings ${JSON.stringify(patch)}`, at, async (ctx) => {
    const { version } = await getSettings(ctx, { tenantId: tenant.id });
    await changeSettings(ctx, { tenantId: tenant.id, actor, patch: { version, reason: "a try", ...patch } });
  });
}

/** An address, or a whole recipient domain, that must never be written to again. */
export async function suppressSomebody(world: World, tenant: SimTenant, at: number): Promise<void> {
  const value = world.random.pick(tenant.addresses as [string, ...string[]]);
  const domain = value.split("@")[1] ?? "";
  const entry =
    world.random.chance(0.3) && domain !== "gmail.com"
      ? ({ kind: "domain", value: domain } as const)
      : ({ kind: "email", value } as const);
  await act(world, tenant, `suppress ${entry.value}`, at, (ctx) =>
    addSuppression(ctx, { tenantId: tenant.id, actor, ...entry }),
  );
}

/** A few rows: new ones, known ones and suppressed ones spelled otherwise; for a campaign or for none. */
export async function importRows(world: World, tenant: SimTenant, at: number): Promise<void> {
  const { random } = world;
  const known = random.pick(tenant.addresses as [string, ...string[]]);
  const end = tenant.name === "A" ? "example" : "test";
  const fresh = Array.from(
    { length: random.between(1, 4) },
    (_, n) =>
      `new${Math.floor(at / minuteMs)}-${n}@fresh-${random.between(1, 10_000)}-${tenant.name.toLowerCase()}.${end}`,
  );
  const rows = [known.toUpperCase(), known.replace("@", "+tag@"), ...fresh].map(
    (email, n) => `"Pat ${n}","New Heating ${n}",${email},hvac,Springfield,IL,62701`,
  );
  const csv = `name,company,email,trade_type,city,state,zip\n${rows.join("\n")}\n`;
  const campaignId = random.pick<string | null>([null, ...tenant.campaigns.map(({ id }) => id)]);
  await act(world, tenant, "import", at, (ctx) =>
    receiveImport(ctx, {
      tenantId: tenant.id,
      actor,
      filename: "rows.csv",
      mode: "insert",
      campaignId,
      chunks: chunksOf(csv),
    }),
  );
  tenant.addresses.push(...fresh);
}

async function* chunksOf(text: string) {
  yield Buffer.from(text);
}

/** A recipient takes the link in the mail, by a click of their mail program; scanners open it before and change nothing. */
export async function unsubscribeByLink(world: World, message: Acceptance, at: number): Promise<void> {
  const token = message.unsubscribeUrl.split("/u/")[1] ?? "";
  const step = { at, subject: message.outreachId };
  await perform(
    world,
    { ...step, name: "showUnsubscribePage", isSafe: true },
    async (ctx) => (await showUnsubscribePage(ctx, token)).status,
  );
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const ended = await perform(
      world,
      { ...step, at: at + attempt * 1_000, name: "acceptUnsubscribe" },
      async (ctx) => (await acceptUnsubscribe(ctx, token)).status,
    );
    if (ended.kind === "done" && ended.value === 200) return;
  }
}

/** A human answer to a message. */
export async function reply(world: World, message: Acceptance, at: number): Promise<void> {
  const { tenantId, outreachId } = message;
  await perform(world, { name: "reply", at, subject: outreachId, isSafe: true }, (ctx) =>
    storeReply(ctx, tenantId, outreachId),
  );
}

/** As a stored reply is: time on the prospect, open sends cancelled, next send worked out, in one transaction. */
export async function storeReply(ctx: EngineContext, tenantId: string, outreachId: string): Promise<void> {
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    await cancelOpenSends(tx, { tenantId, outreachIds: [outreachId], reason: "replied", now });
    await tx.outreach.updateMany({ where: { id: outreachId }, data: { last_email_replied_at: now } });
    await recomputeNextSend(tx, { tenantId, outreachIds: [outreachId], now });
  });
}

/** Asks the provider about messages of unknown outcome, and settles them as its book says. */
export async function settleUnknown(world: World, tenant: SimTenant, at: number): Promise<void> {
  const { rows } = await world.pool.query<{ id: string }>(
    "SELECT id FROM outreach_emails WHERE tenant_id = $1 AND status = 'unknown' AND sent_at < $2 ORDER BY id LIMIT 20",
    [tenant.id, new Date(at - 24 * hourMs)],
  );
  for (const { id } of rows) {
    const as = world.provider.byMessage.has(id) ? ("sent" as const) : ("not_sent" as const);
    await act(world, tenant, `settle ${id} as ${as}`, at, (ctx) =>
      settleSend(ctx, { tenantId: tenant.id, outreachEmailId: id, as, actor, reason: "the provider says so" }),
    );
  }
}

/** The provider's account is locked for a while: the breaker stops the connection until a person has mended it. */
export function lockAccount(world: World, tenant: SimTenant, at: number): void {
  const connection = world.random.pick(
    tenant.connections as [SimTenant["connections"][0], ...SimTenant["connections"]],
  );
  world.provider.locked.add(connection.id);
  world.trace.note(at, null, `the provider refuses the credentials of ${connection.id}`);
  const mend = world.random.between(30, 360) * minuteMs;
  later(world, tenant, "mend the credentials", at + mend, (ctx) => {
    world.provider.locked.delete(connection.id);
    return resumeScope(ctx, {
      tenantId: tenant.id,
      scopeKind: "connection",
      scopeId: connection.id,
      actor,
      reason: "new key",
    }).then(({ state }) => state);
  });
}

/** A person who gets an error tries again, three times. */
export async function act(
  world: World,
  tenant: SimTenant,
  name: string,
  at: number,
  work: Parameters<typeof perform>[2],
): Promise<void> {
  count(world, `people: ${name.split(" ")[0]}`);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const ended = await perform(world, { name: "people", at: at + attempt * 1_000, subject: null }, work);
    world.trace.note(at, null, `${tenant.name}: ${name}: ${ended.kind}`);
    if (ended.kind === "done") return;
  }
}

export function later(
  world: World,
  tenant: SimTenant,
  name: string,
  at: number,
  work: Parameters<typeof perform>[2],
): void {
  world.agenda.add(at, {
    kind: "job",
    name,
    tenantId: tenant.id,
    perform: (when) => act(world, tenant, name, when, work),
  });
}
