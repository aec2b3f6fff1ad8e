import { expect, it } from "vitest";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getAttention } from "./get-attention.ts";
import { getCommandCenter } from "./get-command-center.ts";

// Wednesday, 11:00 in Chicago
const ctx = createTestContext();

async function engineOf(tenantId: string) {
  return (await getCommandCenter(ctx, { tenantId })).engine;
}

it.each([
  ["switched off", { is_active: false, sequencer_paused: true }, "off"],
  ["kill switch", { sequencer_paused: true, company_address: null }, "paused"],
  ["an address of blanks", { company_address: "  " }, "no_postal_address"],
  ["limit zero", { daily_email_limit: 0 }, "limit_reached"],
  ["a weekday only", { send_weekdays_only: true }, "sending"],
])("%s: %j is %s", async (_name, settings, state) => {
  const tenantId = await createTestTenant(ctx, settings);
  await createTestMailbox(ctx, tenantId);
  expect((await engineOf(tenantId)).state).toBe(state);
});

it("tells of an engine that is off whether there is a postal address, which it cannot be on without", async () => {
  const told = async (company_address: string | null) =>
    engineOf(await createTestTenant(ctx, { is_active: false, company_address }));
  expect(await told(" ")).toMatchObject({ state: "off", has_postal_address: false });
  expect(await told("1 Main St")).toMatchObject({ state: "off", has_postal_address: true });
});

it.each([
  ["before it opens", "12:00", "13:00", "2026-06-10T17:00:00.000Z"],
  ["after it closed: tomorrow", "08:00", "11:00", "2026-06-11T13:00:00.000Z"],
])("says when the window opens, %s", async (_name, send_hours_start, send_hours_end, opens) => {
  const settings = { send_hours_start, send_hours_end, send_timezone: "America/Chicago" };
  const tenantId = await createTestTenant(ctx, settings);
  await createTestMailbox(ctx, tenantId);
  expect(await engineOf(tenantId)).toMatchObject({ state: "window_closed", window_opens_at: opens });
});

it("says nothing of a window that is open", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  expect(await engineOf(tenantId)).toMatchObject({ state: "sending", window_opens_at: null });
});

it("has used its limit up when today's share is reserved; yesterday's does not count", async () => {
  const tenantId = await createTestTenant(ctx, { daily_email_limit: 50, send_timezone: "America/Chicago" });
  await createTestMailbox(ctx, tenantId);
  const reserve = (day: string, used: number) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.capacityDay.create({ data: { tenant_id: tenantId, day: new Date(day), kind: "tenant", key: "", used } }),
    );
  await reserve("2026-06-09", 50);
  expect((await engineOf(tenantId)).state).toBe("sending");
  await reserve("2026-06-10", 50);
  expect((await engineOf(tenantId)).state).toBe("limit_reached");
});

it("says so when the caps are used up under the limit, who waits and until when, here and on every page", async () => {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago", send_hours_end: "18:00" });
  const mailbox = await createTestMailbox(ctx, tenantId, { daily_limit: 3 });
  const due = async (count: number) => planningWorld(ctx).dueProspects(tenantId, count);
  await due(2);
  expect((await engineOf(tenantId)).state).toBe("sending");
  await due(3);
  expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 3, left_due: 2 });
  const { generated_at, engine, pipeline } = await getCommandCenter(ctx, { tenantId });
  expect(generated_at).toBe("2026-06-10T16:00:00.000Z");
  expect(pipeline.today).toMatchObject({ reserved: 3, allowance: 3 });
  const said = {
    state: "day_used_up",
    sentence: "Today's room for 3 messages is used up: 2 due prospects wait until Jun 11, 2026, 00:00 CDT.",
  };
  expect(engine).toMatchObject(said);
  expect((await getAttention(ctx, { tenantId })).engine).toMatchObject(said);
  // A mailbox that is stopped has not used up anything.
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({
      data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: mailbox.id, state: "paused", since: ctx.now() },
    }),
  );
  const stopped = { state: "no_sender", sentence: expect.stringMatching(/^The only active mailbox may not send/) };
  expect(await engineOf(tenantId)).toMatchObject(stopped);
});

it.each([
  ["switched off", { is_active: false }, {}],
  ["archived", { archived_at: ctx.now() }, {}],
  ["of an archived domain", {}, { archived_at: ctx.now() }],
])("has no mailbox when its only one is %s", async (_name, mailbox, domain) => {
  const tenantId = await createTestTenant(ctx);
  const sending_domain_id = (await createTestDomain(ctx, tenantId, domain)).id;
  await createTestMailbox(ctx, tenantId, { sending_domain_id, ...mailbox });
  expect((await engineOf(tenantId)).state).toBe("no_mailbox");
});

it.each([
  ["no connection at all", [], false],
  ["the simulator", [{ kind: "simulator" }], true],
  ["the simulator and a real one", [{ kind: "simulator" }, { kind: "smtp" }], false],
  ["a real one that was put away", [{ kind: "simulator" }, { kind: "smtp", archived_at: ctx.now() }], true],
])("knows whether real mail can leave, with %s", async (_name, connections, isSimulated) => {
  const tenantId = await createTestTenant(ctx);
  for (const connection of connections) await createTestConnection(ctx, tenantId, connection);
  expect((await engineOf(tenantId)).is_simulated).toBe(isSimulated);
});
