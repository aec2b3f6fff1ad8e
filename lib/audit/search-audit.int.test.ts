import { expect, it } from "vitest";
import { type Actor, systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { auditPage } from "./contract.ts";
import { listAudit } from "./list-audit.ts";
import { writeAudit } from "./write-audit.ts";

const ctx = createTestContext();
const ann: Actor = { ...systemActor("ann@example.test"), kind: "user", id: crypto.randomUUID() };

type Fields = Partial<Parameters<typeof writeAudit>[1]>;

const write = (tenantId: string, fields: Fields = {}) =>
  ctx.forTenant(tenantId, (tx) =>
    writeAudit(tx, { tenantId, actor: ann, action: "thing.made", targetKind: "thing", targetId: null, ...fields }),
  );

async function found(tenantId: string, q: string, filter: object = {}) {
  const page = await listAudit(ctx, { tenantId, q, limit: 50, ...filter });
  expect(auditPage.parse(page)).toEqual(page);
  return page.items.map(({ action }) => action);
}

it("finds lines by the domain, mailbox or prospect they are about, also when no line has its name", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const { prospect } = await createTestProspect(ctx, tenantId, {}, { company: "Zebra Roofing" });
  await write(tenantId, { action: "mailbox.paused", targetKind: "mailbox", targetId: mailbox.id });
  await write(tenantId, { action: "domain.paused", targetKind: "domain", targetId: mailbox.sending_domain_id });
  await write(tenantId, { action: "prospect.stopped", targetKind: "prospect", targetId: prospect.id });
  await write(tenantId, { action: "campaign.created", targetKind: "campaign", targetId: crypto.randomUUID() });
  const domain = mailbox.from_email.split("@")[1] ?? "";
  expect(await found(tenantId, mailbox.from_email)).toEqual(["mailbox.paused"]);
  expect(await found(tenantId, domain.toUpperCase())).toEqual(["domain.paused", "mailbox.paused"]);
  expect(await found(tenantId, "zebra roof")).toEqual(["prospect.stopped"]);
  expect(await found(tenantId, domain, { targetKind: "domain" })).toEqual(["domain.paused"]);
});

it.each([
  ["a reason", { reason: "The list of Tuesday was bad" }, "tuesday"],
  ["a value after", { after: { filename: "march_50%.csv" } }, "march_50%"],
  ["a value before", { before: { steps: [{ subject: "Old roof" }] } }, "old roof"],
  ["what was done", { action: "connection.webhook_key_added" }, "connection webhook key"],
  ["what was done, as it is said", { action: "prospect.undone" }, "change of a Prospect"],
  ["who did it", { actor: { ...ann, label: "Beatrix" } }, "beatr"],
])("finds words in %s", async (_where, fields, q) => {
  const tenantId = await createTestTenant(ctx);
  await write(tenantId, { action: "thing.other" });
  await write(tenantId, fields);
  expect(await found(tenantId, q)).toHaveLength(1);
});

it("does not find the names of fields, nor what a wildcard would", async () => {
  const tenantId = await createTestTenant(ctx);
  await write(tenantId, { after: { filename: "march.csv" } });
  for (const q of ["filename", "m_rch", "%%"]) expect(await found(tenantId, q)).toEqual([]);
});

it("pages through what it finds, each line once, newest first, with the filters in force", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const about = { targetKind: "mailbox", targetId: mailbox.id, reason: `about ${mailbox.from_email}` };
  for (const n of [1, 2, 3, 4, 5]) await write(tenantId, { ...about, action: `mailbox.change_${n}` });
  await write(tenantId, { ...about, action: "mailbox.other", actor: { ...ann, label: "Ben" } });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx, { tenantId, q: mailbox.from_email, actor: "ann", limit: 2, cursor });
    seen.push(...page.items.map(({ action }) => action));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([5, 4, 3, 2, 1].map((n) => `mailbox.change_${n}`));
});

it("names targets as they are called now, and the ids among the fields", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  await write(tenantId, { targetKind: "mailbox", targetId: mailbox.id, after: { mailbox_id: mailbox.id } });
  await write(tenantId, { targetKind: "domain", targetId: crypto.randomUUID(), before: { domain: "gone.test" } });
  const { items } = await listAudit(ctx, { tenantId, limit: 9 });
  expect(items.map(({ target_name, names }) => [target_name, names])).toEqual([
    ["gone.test", {}],
    [mailbox.from_email, { [mailbox.id]: mailbox.from_email }],
  ]);
});

it("finds and names nothing of another tenant", async () => {
  const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const mailbox = await createTestMailbox(ctx, theirs);
  await write(theirs, { targetKind: "mailbox", targetId: mailbox.id });
  expect(await found(ours, mailbox.from_email)).toEqual([]);
  await write(ours, { targetKind: "mailbox", targetId: mailbox.id });
  expect((await listAudit(ctx, { tenantId: ours, limit: 9 })).items).toMatchObject([{ target_name: null }]);
});
