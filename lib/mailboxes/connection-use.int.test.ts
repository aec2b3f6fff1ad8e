import { describe, expect, it } from "vitest";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveConnection } from "./archive-connection.ts";
import { addWebhookKey, removeWebhookKey } from "./change-webhook-keys.ts";
import { checkConnection } from "./check-connection.ts";
import { createConnectionBody } from "./contract-connection.ts";
import { createConnection } from "./create-connection.ts";
import { getConnection } from "./list-connections.ts";
import { admin, auditActions, newPublicKey, refusal } from "./testing.ts";

const ctx = createTestContext();
const password = "hunter2-äö";

async function tenant() {
  const tenantId = await createTestTenant(ctx);
  const create = (more: object = {}) => {
    const settings = { host: "smtp.example.test", port: 587, username: "ann" };
    const smtp = { kind: "smtp", name: "Main", event_source: "sendgrid", settings, secrets: { password } };
    const sent = JSON.parse(JSON.stringify({ ...smtp, ...more }));
    return createConnection(ctx, { tenantId, actor: admin, body: createConnectionBody.parse(sent) });
  };
  return { tenantId, create, audit: () => auditActions(ctx, tenantId) };
}

describe("webhook keys", () => {
  it("rotate without a gap: two at once, never three", async () => {
    const { tenantId, create, audit } = await tenant();
    const { id } = await create({ webhook_public_key: newPublicKey() });
    const add = (key: string) => addWebhookKey(ctx, { tenantId, actor: admin, id, publicKey: key });
    const next = newPublicKey("der");
    const both = await add(next);
    expect(both.webhook_keys).toHaveLength(2);
    expect((await refusal(add(next))).message).toContain("there already");
    expect((await refusal(add(newPublicKey()))).message).toContain("remove the old one first");
    const old = both.webhook_keys[0]?.id ?? "";
    const after = await removeWebhookKey(ctx, { tenantId, actor: admin, id, keyId: old });
    expect(after.webhook_keys).toEqual([both.webhook_keys[1]]);
    expect((await refusal(removeWebhookKey(ctx, { tenantId, actor: admin, id, keyId: old }))).code).toBe("not_found");
    expect(await audit()).toEqual([
      "connection.created",
      "connection.webhook_key_added",
      "connection.webhook_key_removed",
    ]);
  });

  it("are never more than two, however many come at once", async () => {
    const { tenantId, create } = await tenant();
    const { id } = await create();
    const adds = Array.from({ length: 5 }, () =>
      addWebhookKey(ctx, { tenantId, actor: admin, id, publicKey: newPublicKey() }),
    );
    const results = await Promise.allSettled(adds);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(2);
    expect((await getConnection(ctx, { tenantId, id })).webhook_keys).toHaveLength(2);
  });
});

describe("archiveConnection", () => {
  it("refuses with counts while mailboxes or open messages need it", async () => {
    const { tenantId, create } = await tenant();
    const { id } = await create();
    const mailbox = await createTestMailbox(ctx, tenantId, { provider_connection_id: id });
    const archive = () => archiveConnection(ctx, { tenantId, actor: admin, id, version: 1 });
    const { outreach } = await createTestProspect(ctx, tenantId);
    const open = { status: "queued", mailbox_id: mailbox.id, sent_at: null, capacity_day: new Date("2026-06-10") };
    const queued = await createTestEmail(ctx, tenantId, outreach.id, open);
    expect((await refusal(archive())).details.extra).toEqual({ counts: { mailboxes: 1, unsettled_messages: 1 } });
    await ctx.forTenant(tenantId, (tx) =>
      tx.mailbox.updateMany({ where: { id: mailbox.id }, data: { archived_at: ctx.now() } }),
    );
    expect((await refusal(archive())).message).toBe("This connection is in use: 1 unsettled messages.");
    const settle = (status: string) =>
      ctx.forTenant(tenantId, (tx) =>
        tx.outreachEmail.updateMany({ where: { id: queued.id }, data: { status, provider_connection_id: id } }),
      );
    await settle("unknown");
    expect((await refusal(archive())).code).toBe("in_use");
    await settle("sent");
    expect((await archive()).archived_at).not.toBeNull();
    expect((await refusal(archive())).code).toBe("not_found");
  });
});

it("checks a connection with its secrets, and says what went wrong", async () => {
  const { tenantId, create } = await tenant();
  const { id } = await create();
  let seen: unknown;
  const mail = {
    ...ctx.mail,
    checkConnection: async (transport: unknown) => {
      seen = transport;
      return { ok: false as const, detail: "535 no" };
    },
  };
  expect(await checkConnection({ ...ctx, mail }, { tenantId, id })).toEqual({ ok: false, detail: "535 no" });
  expect(seen).toMatchObject({ connectionId: id, kind: "smtp", secrets: { password }, settings: { username: "ann" } });
  const stranger = await createTestTenant(ctx);
  expect((await refusal(checkConnection(ctx, { tenantId: stranger, id }))).code).toBe("not_found");
});
