import { afterAll, describe, expect, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { bookFact, createSenders, type TestSender, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { emailHealth } from "./contract.ts";
import { pauseScope } from "./pause-scope.ts";
import { readEmailHealth } from "./read-email-health.ts";
import { resumeScope } from "./resume-scope.ts";

const ctx = createTestContext();
const actor = systemActor("test");
const nowhere = createDatabase("postgresql://postgres@127.0.0.1:1/none", { max: 1 });
afterAll(() => nowhere.close());

/** A tenant with `count` senders over two sending domains, with a mailbox for each. */
async function createPlaces(count: number) {
  const { tenantId, senders } = await createSenders(ctx, count);
  const suffix = `${crypto.randomUUID().slice(0, 8)}.test`;
  const names = ["d0", "d1"].slice(0, count).map((name) => `${name}-${suffix}`);
  const domains = await ctx.forTenant(tenantId, (tx) =>
    tx.sendingDomain.createManyAndReturn({ data: names.map((domain) => ({ tenant_id: tenantId, domain })) }),
  );
  const mailboxes = [];
  for (const [i, { connectionId }] of senders.entries()) {
    const domain = domains[i % 2] ?? domains[0];
    const from_email = `box${String(i).padStart(2, "0")}@${domain?.domain}`;
    const data = { from_email, sending_domain_id: domain?.id, provider_connection_id: connectionId };
    mailboxes.push(await createTestMailbox(ctx, tenantId, data));
  }
  return { tenantId, domains, mailboxes };
}

async function read(tenantId: string) {
  const { etag, pieces } = await readEmailHealth(ctx, tenantId);
  return { etag, answer: emailHealth.parse(JSON.parse(Buffer.concat([...pieces()]).toString())) };
}

describe("readEmailHealth", () => {
  it("says of every domain and mailbox what the health maps say", async () => {
    const { tenantId, mailboxes } = await createPlaces(2);
    const identities = mailboxes.map((mailbox) => ({
      fromEmail: mailbox.from_email,
      domain: mailbox.from_email.split("@")[1] ?? "",
      connectionId: mailbox.provider_connection_id,
    }));
    const scopes = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, identities));
    const sender = { ...identities[1], ...scopes[1] } as TestSender;
    await bookFact(ctx, tenantId, { sender, metric: "sent", count: 40, at: ctx.now() });
    await bookFact(ctx, tenantId, { sender, metric: "bounced", count: 8, at: ctx.now() });
    const maps = await readHealthMaps(ctx, tenantId);
    const { answer } = await read(tenantId);
    expect(answer.global).toEqual(maps.global);
    for (const row of answer.domains) expect(row).toMatchObject({ ...maps.domains.get(row.domain) });
    for (const row of answer.mailboxes) expect(row).toMatchObject({ ...maps.mailboxes.get(row.from_email) });
    expect(answer.mailboxes.map((row) => [row.score, row.auto_deactivated, row.reason])).toEqual([
      [100, false, null],
      [25, true, "domain_score_paused"],
    ]);
  });

  it("lists more rows than one chunk by name, and changes only the row that a person paused", async () => {
    const { tenantId, mailboxes } = await createPlaces(19);
    const before = await read(tenantId);
    const names = before.answer.mailboxes.map((row) => row.from_email);
    expect(names).toEqual(mailboxes.map((mailbox) => mailbox.from_email).sort());
    const scopeId = mailboxes[9]?.id ?? "";
    await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId, actor });
    const { answer } = await read(tenantId);
    const changed = answer.mailboxes.filter(
      (row, i) => JSON.stringify(row) !== JSON.stringify(before.answer.mailboxes[i]),
    );
    expect(changed).toMatchObject([
      {
        id: scopeId,
        state: "paused",
        state_reason: "paused_by_person",
        state_since: ctx.now().toISOString(),
        state_evidence: {
          by: "test",
          note: null,
          before: { state: "healthy", reason: null, evidence: null },
          release: "release_by_person",
        },
        state_release: "release_by_person",
        state_releases_at: null,
        auto_deactivated: false,
        reason: "mailbox_paused",
      },
    ]);
    expect(answer.domains).toEqual(before.answer.domains);
  });

  it("shows a pause of the guard with its evidence and the end of its rest, and a probation with its progress", async () => {
    const { tenantId, domains, mailboxes } = await createPlaces(1);
    const evidence = {
      window: "24h",
      measure: "bounced",
      sent: 40,
      bounced: 7,
      lower_bound: 0.0978,
      release: "release_by_rest",
    };
    const row = { tenant_id: tenantId, since: ctx.now(), reason: "bounce_rate" };
    await ctx.forTenant(tenantId, async (tx) => {
      const paused = { state: "paused", evidence, releases_at: new Date("2026-06-12T16:00:00Z") };
      await tx.healthState.create({
        data: { ...row, scope_kind: "domain", scope_id: domains[0]?.id ?? "", ...paused },
      });
      const onProbation = { state: "probation", reason: "rest_over", clean_sends: 31 };
      await tx.healthState.create({
        data: { ...row, scope_kind: "mailbox", scope_id: mailboxes[0]?.id ?? "", ...onProbation },
      });
    });
    const { answer } = await read(tenantId);
    expect(answer.domains[0]).toMatchObject({
      state: "paused",
      state_evidence: evidence,
      state_release: "release_by_rest",
      state_releases_at: "2026-06-12T16:00:00.000Z",
    });
    expect(answer.mailboxes[0]).toMatchObject({ state: "probation", state_release: null, state_clean_sends: 31 });
    expect(answer.mailboxes[0]).toMatchObject({ auto_deactivated: true, reason: "domain_paused" });
  });

  it("shows at once what people change: states, switches, archive, threshold", async () => {
    const { tenantId, domains, mailboxes } = await createPlaces(2);
    const [first, second] = mailboxes;
    const shown = async () => (await read(tenantId)).answer.mailboxes.map((row) => row.reason);
    const update = (id: string, data: object) =>
      ctx.forTenant(tenantId, (tx) => tx.mailbox.update({ where: { id }, data }));
    expect(await shown()).toEqual([null, null]);
    const change = { tenantId, scopeKind: "domain", scopeId: domains[0]?.id ?? "", actor } as const;
    await pauseScope(ctx, change);
    expect(await shown()).toEqual(["domain_paused", null]);
    await resumeScope(ctx, { ...change, reason: "checked" });
    expect(await shown()).toEqual([null, null]);
    await update(first?.id ?? "", { is_active: false });
    expect(await shown()).toEqual(["mailbox_inactive", null]);
    await ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.updateMany({ data: { require_domain_auth: true } }));
    expect(await shown()).toEqual(["mailbox_inactive", "domain_not_authenticated"]);
    await update(second?.id ?? "", { archived_at: ctx.now() });
    expect(await shown()).toEqual(["mailbox_inactive"]);
  });

  it("has one tag for one content, and another for another", async () => {
    const { tenantId, mailboxes } = await createPlaces(2);
    const change = { tenantId, scopeKind: "mailbox", scopeId: mailboxes[0]?.id ?? "", actor } as const;
    const tags = [(await read(tenantId)).etag, (await read(tenantId)).etag];
    expect(tags[0]).toMatch(/^"[\da-f]{40}"$/);
    await pauseScope(ctx, change);
    tags.push((await read(tenantId)).etag);
    await resumeScope(ctx, { ...change, reason: "checked" });
    tags.push((await read(tenantId)).etag);
    expect(tags.map((tag) => tags.indexOf(tag))).toEqual([0, 0, 2, 3]);
  });

  it("writes names so that any JSON reader gets them back", async () => {
    const { tenantId, domains } = await createPlaces(1);
    const from_email = `"o\\'brien, \u2028 ü"@${domains[0]?.domain}`;
    await createTestMailbox(ctx, tenantId, { from_email, sending_domain_id: domains[0]?.id });
    expect((await read(tenantId)).answer.mailboxes.map((row) => row.from_email)).toContain(from_email);
  });

  it("shows a tenant nothing of another", async () => {
    const { tenantId } = await createPlaces(3);
    const stranger = await read(await createTestTenant(ctx));
    expect(stranger.answer).toMatchObject({ global: { status: "no_data" }, domains: [], mailboxes: [] });
    expect((await read(tenantId)).answer.mailboxes).toHaveLength(3);
  });

  it("says how old its counters are when Redis is away, and that it has none when Postgres is too", async () => {
    const { tenantId } = await createPlaces(1);
    const away = withFaultyRedis(ctx, "redis_away");
    const { pieces } = await readEmailHealth(away, tenantId);
    expect(JSON.parse(Buffer.concat([...pieces()]).toString())).toMatchObject({
      stale_since: ctx.now().toISOString(),
      global: { score: 100 },
    });
    const failed = await readEmailHealth({ ...away, forTenant: nowhere.forTenant }, tenantId).catch((error) => error);
    const isRefusal = failed instanceof AppError && failed.code === "dependency_unavailable";
    expect(isRefusal || isDatabaseAway(failed)).toBe(true);
  });
});
