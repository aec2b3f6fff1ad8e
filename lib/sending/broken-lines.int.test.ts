import { afterAll, afterEach, expect, inject, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import { FaultProxy } from "#lib/testing/fault-proxy.ts";
import { createTestContext, type TestContext } from "#lib/testing/test-context.ts";
import { handOverSend } from "./hand-over-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const base = createTestContext();
const line = await FaultProxy.open(inject("databaseUrl"));
const db = createDatabase(line.through(inject("databaseUrl")), { max: 1 });
const ctx: TestContext = { ...base, ...db };
const start = base.now();

/** Named, not spelled: the statement is prepared (lib/db/client.ts). */
const commit = "COMMIT";

afterEach(() => {
  line.set({ kind: "pass" });
  base.setNow(start);
});
afterAll(async () => {
  await db.close();
  await line.close();
});

/** A written message, the way it is handed over through the line, and how often the provider took it. */
async function createWritten() {
  const send = await createQueuedSend(base);
  const claim = await claimedAndWritten(base, send);
  const messageId = (await stateOf(base, send)).row.message_id;
  const accepted = () => base.delivered.filter(({ message }) => message.messageId === messageId).length;
  return { send, claim, accepted, handOver: () => handOverSend(ctx, claim) };
}

/** Where the commits of a hand-over are: the reading of reputation, the last check (`sending`), then the record. */
const lastCheck = await positionOf((row) => row.status === "sending");
const record = await positionOf((row) => row.status === "sent");

/** After how many commits of a whole hand-over the row is as asked. */
async function positionOf(isThere: (row: { status: string }) => boolean): Promise<number> {
  const send = await createQueuedSend(base);
  const claim = await claimedAndWritten(base, send);
  let commits = 0;
  let found = 0;
  const forTenant: typeof base.forTenant = async (tenantId, work, options) => {
    const result = await base.forTenant(tenantId, work, options);
    commits += 1;
    if (found === 0 && isThere((await stateOf(base, send)).row)) found = commits;
    return result;
  };
  await handOverSend({ ...base, forTenant }, claim);
  return found;
}

it("the last check's COMMIT, cut before Postgres heard it: nothing is handed over, and the next try sends it", async () => {
  const { send, accepted, handOver } = await createWritten();
  line.set({ kind: "cutOn", text: commit, heard: false, nth: lastCheck });
  await expect(handOver()).rejects.toThrow();
  expect([(await stateOf(base, send)).row.status, accepted()]).toEqual(["claimed", 0]);
  expect(await handOver()).toEqual({ kind: "sent" });
  expect(accepted()).toBe(1);
});

it("the last check's COMMIT, its answer lost: never handed over, and unknown when the lease is over", async () => {
  const { send, accepted, handOver } = await createWritten();
  line.set({ kind: "cutOn", text: commit, heard: true, nth: lastCheck });
  await expect(handOver()).rejects.toThrow();
  expect([(await stateOf(base, send)).row.status, accepted()]).toEqual(["sending", 0]);
  expect(await handOver()).toEqual({ kind: "gone" });
  base.setNow(new Date(start.getTime() + 11 * 60_000));
  expect(await reconcileSends(base, send)).toMatchObject({ unknown: 1 });
  expect(await handOver()).toEqual({ kind: "gone" });
  expect(accepted()).toBe(0);
});

it.each([
  { heard: false, first: "sent" },
  { heard: true, first: "gone" },
])(
  "the record's COMMIT, heard by Postgres: $heard: written again, handed over and counted once",
  async ({ heard, first }) => {
    const { send, accepted, handOver } = await createWritten();
    line.set({ kind: "cutOn", text: commit, heard, nth: record });
    expect(await handOver()).toEqual({ kind: first });
    const { row, outreach, capacityUsed } = await stateOf(base, send);
    expect([row.status, outreach.total_emails_sent, capacityUsed, accepted()]).toEqual(["sent", 1, 1, 1]);
  },
);

it("Postgres away right after the provider took it: the record is written when it is back", async () => {
  const { send, claim, accepted } = await createWritten();
  base.onDeliver(() => {
    line.set({ kind: "refuse" });
    return { kind: "accepted", providerMessageId: "p-1", response: "250 ok" };
  });
  let failures = 0;
  const forTenant: typeof ctx.forTenant = (tenantId, work, options) =>
    db.forTenant(tenantId, work, options).catch((error: unknown) => {
      failures += 1;
      if (failures === 2) line.set({ kind: "pass" });
      throw error;
    });
  expect(await handOverSend({ ...ctx, forTenant }, claim)).toEqual({ kind: "sent" });
  expect([failures, (await stateOf(base, send)).row.status, accepted()]).toEqual([2, "sent", 1]);
});
