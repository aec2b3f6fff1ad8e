import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { emailHealth } from "#lib/health/contract.ts";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveDomain } from "./archive-domain.ts";
import { changeMailboxes } from "./change-mailboxes.ts";
import { type BulkMailboxBody, bulkMailboxBody, mailboxSetUps } from "./contract-bulk.ts";
import { exportDomains } from "./export-domains.ts";
import { exportMailboxes } from "./export-mailboxes.ts";
import { getDomain } from "./list-domains.ts";
import { getMailbox, listMailboxes } from "./list-mailboxes.ts";
import { readSetUps } from "./read-set-ups.ts";
import { admin, refusal } from "./testing.ts";
import { archiveMailbox } from "./update-mailbox.ts";

const ctx = createTestContext();
const operator = { ...admin, role: "operator" as const };

async function tenant(count = 3) {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const link = { sending_domain_id: domain.id, from_email: `m${i}@${domain.domain}` };
    ids.push((await createTestMailbox(ctx, tenantId, link)).id);
  }
  const audit = () => ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ orderBy: { id: "asc" } }));
  const change = (body: BulkMailboxBody, actor = admin) =>
    changeMailboxes(ctx, { tenantId, actor, body: bulkMailboxBody.parse(body), requestId: "r1" });
  return { tenantId, ids, domain, change, audit };
}

describe("changeMailboxes", () => {
  it("pauses many, each with its reason in history and audit, and tells the job runner once", async () => {
    const { tenantId, ids, change, audit } = await tenant();
    ctx.published.length = 0;
    const result = await change({ action: "pause", ids, reason: "list was bad" }, operator);
    expect(result).toMatchObject({ changed: 3, unchanged: 0, not_found: 0 });
    expect(result.items.map((item) => item.id)).toEqual(ids);
    expect(await getMailbox(ctx, { tenantId, id: ids[2] ?? "" })).toMatchObject({
      state: "paused",
      state_reason: "paused_by_person",
    });
    const lines = await audit();
    expect(lines.map((line) => line.target_id).toSorted()).toEqual(ids.toSorted());
    expect(lines[0]).toMatchObject({ action: "mailbox.paused", reason: "list was bad", request_id: "r1" });
    expect(ctx.published).toEqual([{ type: "settingsChanged", tenantId }]);
  });

  it("pauses without a reason as well, as a single mailbox is", async () => {
    const { ids, change, audit } = await tenant();
    expect(await change({ action: "pause", ids })).toMatchObject({ changed: 3 });
    expect((await audit()).map((line) => line.reason)).toEqual([null, null, null]);
  });

  it("says of each what happened: changed, so already, not there", async () => {
    const { tenantId, ids, change, audit } = await tenant();
    const [first = "", second = "", third = ""] = ids;
    await archiveMailbox(ctx, { tenantId, actor: admin, id: third, version: 1 });
    await change({ action: "pause", ids: [first], reason: "why" });
    const foreign = (await tenant(1)).ids[0] ?? "";
    const before = (await audit()).length;
    const result = await change({ action: "pause", ids: [third, foreign, first, second, second], reason: "why" });
    expect(result.items.map(({ outcome }) => outcome)).toEqual(["not_found", "not_found", "unchanged", "changed"]);
    expect(await audit()).toHaveLength(before + 1);
  });

  it("resumes with a reason, and changes nothing the second time", async () => {
    const { tenantId, ids, change } = await tenant(1);
    await change({ action: "pause", ids, reason: "why" });
    expect(await change({ action: "resume", ids, reason: "mended" })).toMatchObject({ changed: 1 });
    expect(await change({ action: "resume", ids, reason: "mended" })).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await getMailbox(ctx, { tenantId, id: ids[0] ?? "" })).toMatchObject({ state: "healthy" });
  });

  it("gives many a daily limit, with what it was before, and raises their versions", async () => {
    const { tenantId, ids, change, audit } = await tenant(2);
    expect(await change({ action: "daily_limit", ids, daily_limit: 77 })).toMatchObject({ changed: 2 });
    expect(await change({ action: "daily_limit", ids, daily_limit: 77 })).toMatchObject({ unchanged: 2 });
    expect(await getMailbox(ctx, { tenantId, id: ids[0] ?? "" })).toMatchObject({ daily_limit: 77, version: 2 });
    expect((await audit())[0]).toMatchObject({ action: "mailbox.changed", after: { daily_limit: 77 } });
  });

  it("lets nobody set a limit who may not change a mailbox", async () => {
    const { ids, change, audit } = await tenant(1);
    const refused = await refusal(change({ action: "daily_limit", ids, daily_limit: 77 }, operator));
    expect(refused.code).toBe("forbidden");
    expect(await audit()).toEqual([]);
  });

  it("takes more rows than one transaction holds, and two at once never wait for each other for good", async () => {
    const { ids, change } = await tenant(60);
    const [one, two] = await Promise.all([
      change({ action: "pause", ids, reason: "one" }),
      change({ action: "pause", ids: ids.toReversed(), reason: "two" }),
    ]);
    expect(one.changed + two.changed).toBe(60);
  });
});

describe("bulkMailboxBody", () => {
  it.each([
    ["no reason", { action: "resume", ids: [crypto.randomUUID()], reason: " " }, "reason"],
    ["no mailbox", { action: "pause", ids: [], reason: "why" }, "ids"],
    ["501", { action: "pause", ids: Array.from({ length: 501 }, () => crypto.randomUUID()), reason: "why" }, "ids"],
    ["a limit of nothing", { action: "daily_limit", ids: [crypto.randomUUID()], daily_limit: 0 }, "daily_limit"],
    ["an unknown action", { action: "delete", ids: [crypto.randomUUID()] }, "action"],
  ])("refuses %s at its field", (_name, body, field) => {
    expect(bulkMailboxBody.safeParse(body).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("readSetUps", () => {
  it("gives every mailbox in use as the list shows it", async () => {
    const { tenantId, ids } = await tenant(3);
    await archiveMailbox(ctx, { tenantId, actor: admin, id: ids[0] ?? "", version: 1 });
    const { items } = mailboxSetUps.parse(JSON.parse(await readSetUps(ctx, tenantId)));
    const list = await listMailboxes(ctx, { tenantId, limit: 10, archived: false });
    expect(items).toHaveLength(2);
    items.forEach((item, i) => {
      expect(list.items[i]).toMatchObject(item);
    });
  });
  it("is an empty list for who has none", async () => {
    expect(await readSetUps(ctx, await createTestTenant(ctx))).toBe('{"items" : []}');
  });
});

describe("exportMailboxes", () => {
  it("writes those asked for in that order, formula-safe, and says so in the audit log first", async () => {
    const { tenantId, ids, audit } = await tenant(3);
    const asked = { tenantId, actor: admin, ids: [ids[2] ?? "", ids[0] ?? "", crypto.randomUUID()] };
    await ctx.forTenant(tenantId, (tx) =>
      tx.mailbox.updateMany({ where: { id: ids[2] }, data: { from_name: "=cmd()" } }),
    );
    const lines = (await text(await exportMailboxes(ctx, asked))).trim().split("\n");
    expect(lines[0]).toMatch(/^from_email,from_name,domain,connection,is_active/);
    expect(lines.slice(1).map((line) => line.split("@")[0])).toEqual(["m2", "m0"]);
    expect(lines[1]).toContain("'=cmd()");
    expect(await audit()).toMatchObject([{ action: "mailboxes.exported", after: { count: 2, of: 3 } }]);
  });
  it("writes beside each limit what may be sent of it today, as the list and /email-health do", async () => {
    const { tenantId, ids, domain } = await tenant(3);
    const slow = (scope_kind: string, scope_id: string, state: string) => ({
      tenant_id: tenantId,
      scope_kind,
      scope_id,
      state,
      reason: "bounce_rate",
      since: ctx.now(),
    });
    const states = [slow("domain", domain.id, "throttled"), slow("mailbox", ids[1] ?? "", "probation")];
    await ctx.forTenant(tenantId, (tx) =>
      tx.healthState.createMany({ data: [...states, slow("mailbox", ids[2] ?? "", "paused")] }),
    );
    const [head = "", ...lines] = (await text(await exportMailboxes(ctx, { tenantId, actor: admin })))
      .trim()
      .split("\n");
    const titles = head.split(",");
    const cells = lines.map((line) =>
      ["daily_limit", "cap_today"].map((title) => line.split(",")[titles.indexOf(title)]),
    );
    expect(cells).toEqual([
      ["200", "100"],
      ["200", "40"],
      ["200", "0"],
    ]);
    const { items } = await listMailboxes(ctx, { tenantId, limit: 10, archived: false });
    expect(items.map((item) => item.cap_today)).toEqual([100, 40, 0]);
    const { pieces } = await readEmailHealth(ctx, tenantId);
    const { mailboxes } = emailHealth.parse(JSON.parse(Buffer.concat([...pieces()]).toString()));
    expect(mailboxes.map((mailbox) => [mailbox.speed, mailbox.cap_today])).toEqual([
      ["reduced", 100],
      ["probation", 40],
      ["paused", 0],
    ]);
  });
  it("writes all of them, by address, when none are named", async () => {
    const { tenantId } = await tenant(2);
    const lines = (await text(await exportMailboxes(ctx, { tenantId, actor: admin }))).trim().split("\n");
    expect(lines).toHaveLength(3);
  });
});

describe("exportDomains", () => {
  it("writes those asked for in that order with health and set-up, and says so in the audit log first", async () => {
    const { tenantId, domain, audit } = await tenant(2);
    const other = await createTestDomain(ctx, tenantId);
    const asked = { tenantId, actor: admin, ids: [other.id, domain.id, crypto.randomUUID()] };
    const [head = "", ...lines] = (await text(await exportDomains(ctx, asked))).trim().split("\n");
    const titles = head.split(",");
    expect(titles.slice(0, 3)).toEqual(["domain", "passed_over_because", "state"]);
    const rows = lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [titles[i], cell])));
    expect(rows).toMatchObject([
      { domain: other.domain, mailboxes: "0", state: "healthy" },
      { domain: domain.domain, mailboxes: "2", score: "100", sent_24h: "0" },
    ]);
    const { cap_today, used_today } = await getDomain(ctx, { tenantId, id: domain.id });
    expect(rows[1]).toMatchObject({ cap_today: String(cap_today), used_today: String(used_today) });
    expect(await audit()).toMatchObject([{ action: "domains.exported", after: { count: 2, of: 2 } }]);
  });
  it("writes all that are not archived, by name, when none are named", async () => {
    const { tenantId, domain } = await tenant(1);
    const { id } = await createTestDomain(ctx, tenantId);
    await archiveDomain(ctx, { tenantId, actor: admin, id, version: 1 });
    const lines = (await text(await exportDomains(ctx, { tenantId, actor: admin }))).trim().split("\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual([domain.domain]);
  });
});
