import { describe, expect, it } from "vitest";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { createTestConnection, createTestDomain, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createMailboxBody } from "./contract-mailbox.ts";
import { createMailbox } from "./create-mailbox.ts";
import { getMailbox, listMailboxes } from "./list-mailboxes.ts";
import { admin, auditActions, refusal } from "./testing.ts";
import { archiveMailbox, updateMailbox } from "./update-mailbox.ts";

const ctx = createTestContext();

async function tenant() {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const connection = await createTestConnection(ctx, tenantId);
  const create = (local: string, more: object = {}) => {
    const fields = { from_name: "Ann Lee", sender_name: "Ann", provider_connection_id: connection.id };
    const body = createMailboxBody.parse({ from_email: `${local}@${domain.domain}`, ...fields, ...more });
    return createMailbox(ctx, { tenantId, actor: admin, body });
  };
  return { tenantId, domain, connection, create, audit: () => auditActions(ctx, tenantId) };
}

describe("createMailbox", () => {
  it("adds a mailbox with the defaults of the field", async () => {
    const { tenantId, domain, connection, create, audit } = await tenant();
    ctx.published.length = 0;
    expect(await create("Ann")).toMatchObject({
      from_email: `ann@${domain.domain}`,
      sending_domain_id: domain.id,
      domain: domain.domain,
      connection_name: connection.name,
      connection_kind: "simulator",
      daily_limit: 40,
      is_active: true,
      open_tracking: true,
      click_tracking: true,
      reply_to_email: null,
      state: "healthy",
      used_today: 0,
      version: 1,
    });
    expect(await audit()).toEqual(["mailbox.created"]);
    expect(ctx.published).toEqual([{ type: "settingsChanged", tenantId }]);
  });

  it("names the sending domain that is missing, and a connection of nobody or somebody else", async () => {
    const { create } = await tenant();
    const other = await tenant();
    const noDomain = await refusal(create("ann", { from_email: `ann@${other.domain.domain}` }));
    expect(noDomain.details.errors).toMatchObject([{ field: "from_email" }]);
    expect(noDomain.message).toContain("add it first");
    for (const id of [crypto.randomUUID(), other.connection.id]) {
      const error = await refusal(create("ann", { provider_connection_id: id }));
      expect(error.details.errors).toMatchObject([{ field: "provider_connection_id" }]);
    }
  });

  it("has an address once, even when two ask at the same moment", async () => {
    const { create } = await tenant();
    const results = await Promise.allSettled([create("ann"), create("ann"), create("ANN")]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect((await refusal(create("ann"))).details.errors).toMatchObject([{ field: "from_email" }]);
  });

  it("brings an archived mailbox back with the new values", async () => {
    const { tenantId, create, audit } = await tenant();
    const first = await create("ann");
    await archiveMailbox(ctx, { tenantId, actor: admin, id: first.id, version: 1 });
    expect(await create("ann", { daily_limit: 12 })).toMatchObject({
      id: first.id,
      daily_limit: 12,
      archived_at: null,
    });
    expect(await audit()).toEqual(["mailbox.created", "mailbox.archived", "mailbox.restored"]);
  });

  it.each([
    [{ daily_limit: 0 }, "daily_limit"],
    [{ daily_limit: 10_001 }, "daily_limit"],
    [{ daily_limit: 1.5 }, "daily_limit"],
    [{ from_name: " " }, "from_name"],
    [{ sender_name: "x".repeat(61) }, "sender_name"],
    [{ reply_to_email: "nobody" }, "reply_to_email"],
    [{ from_email: "a b@c.test" }, "from_email"],
    [{ provider_connection_id: "7" }, "provider_connection_id"],
  ])("its form refuses %j", (change, field) => {
    const good = {
      from_email: "a@b.test",
      from_name: "A",
      sender_name: "A",
      provider_connection_id: crypto.randomUUID(),
    };
    expect(createMailboxBody.safeParse(good).success).toBe(true);
    const parsed = createMailboxBody.safeParse({ ...good, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([field]);
  });
});

describe("updateMailbox", () => {
  it("changes what is named, raises the version and audits only that", async () => {
    const { tenantId, create, audit } = await tenant();
    const { id } = await create("ann");
    const smtp = await createTestConnection(ctx, tenantId, { kind: "smtp" });
    const body = {
      version: 1,
      daily_limit: 60,
      is_active: false,
      from_name: "Ann Lee",
      provider_connection_id: smtp.id,
    };
    const view = await updateMailbox(ctx, { tenantId, actor: admin, id, body });
    expect(view).toMatchObject({ version: 2, daily_limit: 60, is_active: false, connection_kind: "smtp" });
    const line = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findFirst({ where: { action: "mailbox.changed" } }));
    expect(Object.keys(line?.after as object).sort()).toEqual(["daily_limit", "is_active", "provider_connection_id"]);
    expect(await audit()).toHaveLength(2);
  });

  it("does nothing for values that are there already", async () => {
    const { tenantId, create, audit } = await tenant();
    const { id } = await create("ann");
    const view = await updateMailbox(ctx, { tenantId, actor: admin, id, body: { version: 1, daily_limit: 40 } });
    expect(view.version).toBe(1);
    expect(await audit()).toEqual(["mailbox.created"]);
  });

  it("lets one of several who save at once win", async () => {
    const { tenantId, create } = await tenant();
    const { id } = await create("ann");
    const saves = [50, 60, 70].map((daily_limit) =>
      updateMailbox(ctx, { tenantId, actor: admin, id, body: { version: 1, daily_limit } }),
    );
    const results = await Promise.allSettled(saves);
    const losers = results.filter((result) => result.status === "rejected");
    expect(losers).toHaveLength(2);
    const current = await getMailbox(ctx, { tenantId, id });
    for (const { reason } of losers) {
      expect(reason).toMatchObject({ code: "version_conflict", details: { extra: { current } } });
    }
  });

  it("tells who comes too late who changed what since, newest first, and nothing that was before or is no change of it", async () => {
    const { tenantId, create } = await tenant();
    const { id } = await create("ann");
    const save = (version: number, fields: object, label = "Ben") =>
      updateMailbox(ctx, { tenantId, actor: { ...admin, label }, id, body: { version, ...fields } });
    await save(1, { daily_limit: 50 });
    await save(2, { daily_limit: 60 });
    await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: id, actor: admin });
    await save(3, { from_name: "Ann" }, "Cem");
    const error = await refusal(save(2, { daily_limit: 70 }));
    expect(error.details.extra?.changes).toEqual([
      { by: "Cem", at: expect.any(String), before: { from_name: "Ann Lee" }, after: { from_name: "Ann" } },
      { by: "Ben", at: expect.any(String), before: { daily_limit: 50 }, after: { daily_limit: 60 } },
    ]);
  });

  it("finds no mailbox of another tenant, and none that is archived", async () => {
    const [ours, theirs] = [await tenant(), await tenant()];
    const mine = await ours.create("ann");
    const change = (tenantId: string) =>
      updateMailbox(ctx, { tenantId, actor: admin, id: mine.id, body: { version: 1, daily_limit: 1 } });
    expect((await refusal(change(theirs.tenantId))).code).toBe("not_found");
    expect((await refusal(getMailbox(ctx, { tenantId: theirs.tenantId, id: mine.id }))).code).toBe("not_found");
    await archiveMailbox(ctx, { tenantId: ours.tenantId, actor: admin, id: mine.id, version: 1 });
    expect((await refusal(change(ours.tenantId))).code).toBe("not_found");
  });
});

it("lists by address, filtered and page by page", async () => {
  const { tenantId, domain, connection, create } = await tenant();
  const smtp = await createTestConnection(ctx, tenantId, { kind: "smtp" });
  for (const local of ["c", "a"]) await create(local);
  await create("b", { provider_connection_id: smtp.id });
  const list = async (more: object) => {
    const page = await listMailboxes(ctx, { tenantId, limit: 50, archived: false, ...more });
    return { names: page.items.map((item) => item.from_email.split("@")[0]), cursor: page.next_cursor };
  };
  expect((await list({})).names).toEqual(["a", "b", "c"]);
  expect((await list({ connectionId: smtp.id })).names).toEqual(["b"]);
  expect((await list({ domainId: domain.id, connectionId: connection.id })).names).toEqual(["a", "c"]);
  expect((await list({ domainId: crypto.randomUUID() })).names).toEqual([]);
  expect((await list({ q: "C@" })).names).toEqual(["c"]);
  const first = await list({ limit: 1 });
  expect(first.names).toEqual(["a"]);
  expect((await list({ limit: 2, cursor: first.cursor })).names).toEqual(["b", "c"]);
});
