import { describe, expect, it } from "vitest";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveConnection } from "./archive-connection.ts";
import { archiveDomain } from "./archive-domain.ts";
import { addWebhookKey, removeWebhookKey } from "./change-webhook-keys.ts";
import { checkConnection } from "./check-connection.ts";
import { createDomain } from "./create-domain.ts";
import { createMailbox } from "./create-mailbox.ts";
import { getConnection } from "./list-connections.ts";
import { getDomain } from "./list-domains.ts";
import { getMailbox } from "./list-mailboxes.ts";
import { admin, auditActions, newPublicKey, refusal } from "./testing.ts";
import { updateConnection } from "./update-connection.ts";
import { updateDomain } from "./update-domain.ts";
import { archiveMailbox, updateMailbox } from "./update-mailbox.ts";

const ctx = createTestContext();

async function world() {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const connection = await createTestConnection(ctx, tenantId, { kind: "smtp", settings: { host: "smtp.acme.test" } });
  const domain = await createTestDomain(ctx, tenantId);
  return { tenantId, mailbox, connection, domain };
}

type World = Awaited<ReturnType<typeof world>>;

/** Every change of something that is there, asked of `tenantId` with a version. */
const changes: Record<string, (at: World, tenantId: string, version: number) => Promise<unknown>> = {
  updateMailbox: ({ mailbox: { id } }, tenantId, version) =>
    updateMailbox(ctx, { tenantId, actor: admin, id, body: { version, daily_limit: 7 } }),
  archiveMailbox: ({ mailbox: { id } }, tenantId, version) =>
    archiveMailbox(ctx, { tenantId, actor: admin, id, version }),
  updateDomain: ({ domain: { id } }, tenantId, version) =>
    updateDomain(ctx, { tenantId, actor: admin, id, body: { version, warmup_started_at: null } }),
  archiveDomain: ({ domain: { id } }, tenantId, version) => archiveDomain(ctx, { tenantId, actor: admin, id, version }),
  updateConnection: ({ connection: { id } }, tenantId, version) =>
    updateConnection(ctx, { tenantId, actor: admin, id, body: { version, name: "New name" } }),
  archiveConnection: ({ connection: { id } }, tenantId, version) =>
    archiveConnection(ctx, { tenantId, actor: admin, id, version }),
};

/** What the tenant has, as rows. */
function rowsOf(tenantId: string) {
  return ctx.forTenant(tenantId, async (tx) => [
    await tx.mailbox.findMany({ orderBy: { id: "asc" } }),
    await tx.sendingDomain.findMany({ orderBy: { id: "asc" } }),
    await tx.providerConnection.findMany({ orderBy: { id: "asc" } }),
  ]);
}

/** What the job runner was told about a tenant since `from`. */
const toldSince = (from: number, tenantId: string) =>
  ctx.published.slice(from).filter((event) => event.type === "settingsChanged" && event.tenantId === tenantId).length;

describe.each(Object.entries(changes))("%s", (_name, change) => {
  it("changes nothing for another tenant, for which there is no such thing", async () => {
    const [ours, theirs] = [await world(), await createTestTenant(ctx)];
    const before = await rowsOf(ours.tenantId);
    expect((await refusal(change(ours, theirs, 1))).code).toBe("not_found");
    expect(await rowsOf(ours.tenantId)).toEqual(before);
    expect([await auditActions(ctx, ours.tenantId), await auditActions(ctx, theirs)]).toEqual([[], []]);
  });

  it("changes nothing at a version that is not the stored one, and answers what is stored", async () => {
    const at = await world();
    const before = await rowsOf(at.tenantId);
    const from = ctx.published.length;
    for (const version of [0, 2]) {
      const error = await refusal(change(at, at.tenantId, version));
      expect(error).toMatchObject({ code: "version_conflict", details: { extra: { current: { version: 1 } } } });
    }
    expect(await rowsOf(at.tenantId)).toEqual(before);
    expect(await auditActions(ctx, at.tenantId)).toEqual([]);
    expect(toldSince(from, at.tenantId)).toBe(0);
  });

  it("is written down once, and lets one of three at once through", async () => {
    const at = await world();
    const results = await Promise.allSettled([1, 2, 3].map(() => change(at, at.tenantId, 1)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await auditActions(ctx, at.tenantId)).toHaveLength(1);
  });

  it("finds nothing that was put away", async () => {
    const at = await world();
    const gone = { data: { archived_at: ctx.now() } };
    await ctx.forTenant(at.tenantId, async (tx) => {
      await tx.mailbox.updateMany(gone);
      await tx.sendingDomain.updateMany(gone);
      await tx.providerConnection.updateMany(gone);
    });
    expect((await refusal(change(at, at.tenantId, 1))).code).toBe("not_found");
  });
});

describe("the job runner", () => {
  it.each(["updateMailbox", "archiveMailbox", "updateDomain", "archiveDomain"])("hears of %s, once", async (name) => {
    const at = await world();
    const from = ctx.published.length;
    await changes[name]?.(at, at.tenantId, 1);
    expect(toldSince(from, at.tenantId)).toBe(1);
  });

  it("may be away: what was saved stays saved", async () => {
    const { tenantId, mailbox, domain, connection } = await world();
    const away = { ...ctx, publish: () => Promise.reject(new Error("fetch failed")) };
    const body = { version: 1, daily_limit: 9 };
    expect(await updateMailbox(away, { tenantId, actor: admin, id: mailbox.id, body })).toMatchObject({
      daily_limit: 9,
    });
    const name = `new-${crypto.randomUUID().slice(0, 12)}.example.test`;
    await createDomain(away, { tenantId, actor: admin, body: { domain: name } });
    const fields = { from_name: "Ann", sender_name: "Ann", reply_to_email: null, daily_limit: 40, is_active: true };
    const rest = { open_tracking: true, click_tracking: true, provider_connection_id: connection.id };
    const made = await createMailbox(away, {
      tenantId,
      actor: admin,
      body: { from_email: `ann@${domain.domain}`, ...fields, ...rest },
    });
    expect(await getMailbox(ctx, { tenantId, id: made.id })).toMatchObject({ from_email: `ann@${domain.domain}` });
  });
});

describe("a connection", () => {
  it("is nobody else's to look at, to check or to give keys", async () => {
    const { connection } = await world();
    const request = { tenantId: await createTestTenant(ctx), actor: admin, id: connection.id };
    const asked = [
      () => getConnection(ctx, request),
      () => checkConnection(ctx, request),
      () => addWebhookKey(ctx, { ...request, publicKey: newPublicKey() }),
      () => removeWebhookKey(ctx, { ...request, keyId: crypto.randomUUID() }),
    ];
    for (const ask of asked) expect((await refusal(ask())).code).toBe("not_found");
  });

  it("that was put away is not tried any more, and takes no further key", async () => {
    const { tenantId, connection } = await world();
    const request = { tenantId, actor: admin, id: connection.id };
    await archiveConnection(ctx, { ...request, version: 1 });
    expect((await refusal(checkConnection(ctx, request))).code).toBe("not_found");
    expect((await refusal(addWebhookKey(ctx, { ...request, publicKey: newPublicKey() }))).code).toBe("not_found");
    expect(await getConnection(ctx, request)).toMatchObject({ archived_at: ctx.now().toISOString(), version: 2 });
  });

  it("names the field of a key that is none", async () => {
    const { tenantId, connection } = await world();
    const error = await refusal(
      addWebhookKey(ctx, { tenantId, actor: admin, id: connection.id, publicKey: "nonsense" }),
    );
    expect(error).toMatchObject({ code: "validation_failed", details: { errors: [{ field: "public_key" }] } });
  });
});

it("a domain's warm-up starts anew when its beginning is taken away", async () => {
  const { tenantId, domain } = await world();
  expect((await getDomain(ctx, { tenantId, id: domain.id })).warm_up.day).toBeNull();
  await changes.updateDomain?.({ domain } as World, tenantId, 1);
  expect(await getDomain(ctx, { tenantId, id: domain.id })).toMatchObject({
    warmup_started_at: null,
    last_reserved_at: null,
    warm_up: { day: 0, cap: 10 },
  });
});
