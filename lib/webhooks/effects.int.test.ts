import { expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import {
  createSent,
  createWorld,
  event,
  readEmail,
  readEvents,
  readOutreach,
  readSuppressions,
} from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

it("delivered: the message and its prospect, counted with the ledger's scopes", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  const result = await world.post(event(ctx, email, "delivered", 5));
  expect(result).toEqual({ received: 1, stored: 1, parked: 0, quarantined: 0 });
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({
    delivered_at: at(5),
    provider_message_id: `sg${email.id.replaceAll("-", "")}`,
  });
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).last_email_delivered_at).toEqual(at(5));
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([
    { type: "delivered", metric: 1, mailbox_scope: 3, domain_scope: 2, connection_scope: 1, machine: false },
  ]);
});

it("open: every human one raises the count, the first one sets the time and is counted", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post([event(ctx, email, "open", 60), event(ctx, email, "open", 90), event(ctx, email, "open", 120)]);
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ opened_at: at(60), open_count: 3 });
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    email_open_count: 3,
    last_email_opened_at: at(60),
  });
  expect((await readEvents(ctx, world.tenantId)).map((row) => row.metric)).toEqual([4, null, null]);
});

it.each([
  { name: "SendGrid says so", fields: { sg_machine_open: true }, reason: "sg_machine_open" },
  { name: "its agent is a scanner", fields: { useragent: "Barracuda Sentinel (EE)" }, reason: "scanner_agent" },
])("open by a machine, $name: counted as placed, no engagement", async ({ fields, reason }) => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "open", 2, fields));
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({
    machine_opened_at: at(2),
    opened_at: null,
    open_count: 0,
  });
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    email_open_count: 0,
    last_email_opened_at: null,
  });
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([{ machine: true, machine_reason: reason, metric: 4 }]);
});

it("open within a second of delivery is a person's: time alone never makes a machine", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  await world.post([event(ctx, email, "delivered", 1), event(ctx, email, "open", 1)]);
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ open_count: 1, opened_at: at(1) });
});

it("click: the first one of a message counts", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "click", 100, { url: "https://a.test/1" }));
  await world.post(event(ctx, email, "click", 300, { url: "https://a.test/2" }));
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ clicked_at: at(100) });
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).last_email_clicked_at).toEqual(at(100));
  expect((await readEvents(ctx, world.tenantId)).map((row) => row.metric)).toEqual([5, null]);
});

it("two different links within 10 s: a machine, and the click before turns into one", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "click", 100, { url: "https://a.test/1" }));
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).last_email_clicked_at).toEqual(at(100));
  await world.post(event(ctx, email, "click", 110, { url: "https://a.test/2" }));
  expect((await readEmail(ctx, world.tenantId, email.id)).clicked_at).toBeNull();
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).last_email_clicked_at).toBeNull();
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([
    { machine: true, machine_reason: "click_burst", metric: null },
    { machine: true, machine_reason: "click_burst", metric: null },
  ]);
  await world.post(event(ctx, email, "click", 500, { url: "https://a.test/1" }));
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).last_email_clicked_at).toEqual(at(500));
});

it.each([
  { name: "no class", fields: { type: "bounce" } },
  { name: "Invalid Address", fields: { type: "bounce", bounce_classification: "Invalid Address" } },
  { name: "Mailbox Unavailable", fields: { type: "bounce", bounce_classification: "Mailbox Unavailable" } },
])("hard bounce, $name: status, suppression, queued mail cancelled", async ({ fields }) => {
  const world = await createWorld(ctx);
  const { email, outreach, prospect } = await createSent(ctx, world);
  const queued = await createTestEmail(ctx, world.tenantId, outreach.id, {
    sequence_step: 2,
    status: "queued",
    sent_at: null,
    to_email: prospect.email ?? "",
  });
  await world.post(event(ctx, email, "bounce", 3, { ...fields, reason: "550 no such user" }));
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({
    bounced_at: at(3),
    bounce_type: "hard",
    bounce_reason: "550 no such user",
  });
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    status: "bounced",
    next_send_at: null,
    hold_reason: null,
  });
  expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([
    { kind: "email", value: prospect.email_key, reason: "bounced", source: "webhook" },
  ]);
  expect(await readEmail(ctx, world.tenantId, queued.id)).toMatchObject({ status: "cancelled" });
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([{ type: "bounced", metric: 2 }]);
});

it.each([
  { type: "blocked" },
  { type: "bounce", bounce_classification: "Reputation" },
  { type: "bounce", bounce_classification: "Content" },
  { type: "bounce", bounce_classification: "Frequency/Volume" },
  { type: "blocked", bounce_classification: "Technical" },
])("blocked ($type, $bounce_classification): counted, nobody suppressed", async (fields) => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "bounce", 3, fields));
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ bounced_at: null, bounce_type: "blocked" });
  expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("contacted");
  expect(await readSuppressions(ctx, world.tenantId)).toEqual([]);
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([{ type: "blocked", metric: 6 }]);
});

it.each(["Technical", "Technical Failure", "Unclassified"])(
  "%s bounce: suppressed at the second",
  async (bounceClass) => {
    const world = await createWorld(ctx);
    const { email, outreach } = await createSent(ctx, world);
    const second = await createTestEmail(ctx, world.tenantId, outreach.id, {
      sequence_step: 2,
      to_email: email.to_email,
      recipient_domain: email.recipient_domain,
    });
    const fields = { type: "bounce", bounce_classification: bounceClass };
    await world.post(event(ctx, email, "bounce", 3, fields));
    expect(await readSuppressions(ctx, world.tenantId)).toEqual([]);
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("contacted");
    expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({
      bounced_at: at(3),
      bounce_type: "technical",
    });
    await world.post(event(ctx, second, "bounce", 4, fields));
    expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([{ value: email.to_email, reason: "bounced" }]);
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("bounced");
    expect((await readEvents(ctx, world.tenantId)).map((row) => row.metric)).toEqual([2, 2]);
  },
);

it.each([
  { reason: "Bounced Address", suppressed: ["bounced"] },
  { reason: "Spam Reporting Address", suppressed: ["complained"] },
  { reason: "Unsubscribed Address", suppressed: ["unsubscribed"] },
  { reason: "Spam Content (if Spam Checker app enabled)", suppressed: [] },
])("dropped, $reason: failed for good", async ({ reason, suppressed }) => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "dropped", 1, { reason }));
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({
    status: "failed",
    status_reason: "dropped_by_provider",
  });
  expect((await readSuppressions(ctx, world.tenantId)).map((row) => row.reason)).toEqual(suppressed);
  const after = await readOutreach(ctx, world.tenantId, outreach.id);
  expect(after.outreach_sequence_step).toBe(1);
  if (suppressed.length > 0) expect(after.hold_reason).toBe("suppressed");
});

it.each([
  { name: "spamreport", reason: "complained", metric: 3 },
  { name: "unsubscribe", reason: "unsubscribed", metric: null },
  { name: "group_unsubscribe", reason: "unsubscribed", metric: null },
])("$name: unsubscribed and suppressed", async ({ name, reason, metric }) => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, name, 60));
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    status: "unsubscribed",
    email_unsubscribed: true,
    unsubscribed_at: at(60),
    next_send_at: null,
  });
  expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([{ kind: "email", reason }]);
  expect((await readEvents(ctx, world.tenantId))[0]?.metric).toBe(metric);
  expect((await readEmail(ctx, world.tenantId, email.id)).complained_at).toEqual(name === "spamreport" ? at(60) : null);
});

it("processed: no effect but on an unknown send, which it settles as sent", async () => {
  const world = await createWorld(ctx);
  const known = await createSent(ctx, world);
  const unknown = await createSent(ctx, world, {
    outreach: { hold_reason: "unknown_send", next_send_at: null },
    email: { status: "unknown", status_reason: "outcome_unknown" },
  });
  const before = await readOutreach(ctx, world.tenantId, known.outreach.id);
  await world.post([event(ctx, known.email, "processed"), event(ctx, unknown.email, "processed")]);
  expect(await readOutreach(ctx, world.tenantId, known.outreach.id)).toEqual({
    ...before,
    events_until: known.email.created_at,
    updated_at: ctx.now(),
  });
  expect(await readEmail(ctx, world.tenantId, unknown.email.id)).toMatchObject({
    status: "sent",
    status_reason: null,
  });
  expect((await readOutreach(ctx, world.tenantId, unknown.outreach.id)).hold_reason).not.toBe("unknown_send");
  expect((await readEvents(ctx, world.tenantId)).map((row) => row.metric)).toEqual([null, null]);
});

it("a name we do not know: stored under it, without any other effect", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  const before = await readOutreach(ctx, world.tenantId, outreach.id);
  await world.post(event(ctx, email, "group_resubscribe"));
  expect(await readEvents(ctx, world.tenantId)).toMatchObject([{ type: "group_resubscribe", metric: null }]);
  const known = { events_until: email.created_at, updated_at: ctx.now() };
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toEqual({ ...before, ...known });
});
