import { expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { type ChildEnd, runChild, runChildren } from "#lib/testing/child-engine.ts";
import { ageMarks } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { generateEmail } from "./generate-email.ts";
import { handOverSend } from "./hand-over-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = ctx.now();
type Send = Awaited<ReturnType<typeof createQueuedSend>>;

/** Sends a queued message in a process of its own, killed at `stopAt`. */
const sendInChild = (send: Send, stopAt?: string) => runChild({ ...orderOf(send), stopAt });

const kindOf = ({ result }: ChildEnd) => (result as { kind: string }).kind;

function orderOf({ tenantId, email }: Send) {
  const task = { kind: "send", outreachEmailId: email.id } as const;
  return { tenantId, now: start.toISOString(), task };
}

/** What the sweeps and the next worker make of it when the dead one's lease is over; how often the provider took it in all. */
async function recover(send: Send, dead: ChildEnd) {
  ctx.setNow(new Date(start.getTime() + 11 * 60_000));
  ctx.delivered.length = 0;
  await reconcileSends(ctx, send);
  const claimed = await claimSend(ctx, { tenantId: send.tenantId, outreachEmailId: send.email.id });
  if (claimed.kind === "claimed" && (await generateEmail(ctx, claimed.claim)).kind === "ready") {
    await handOverSend(ctx, claimed.claim);
  }
  ctx.setNow(start);
  const { row, outreach, capacityUsed } = await stateOf(ctx, send);
  await ageMarks(ctx, send.tenantId);
  const { sent } = (await getEmailReputation(ctx, send.tenantId)).metrics;
  const accepted = dead.accepted.length + ctx.delivered.length;
  return { status: row.status, step: outreach.outreach_sequence_step, capacityUsed, accepted, counted: sent };
}

/** The edges that a whole send comes to, in order: asked of one that nobody kills. */
const whole = await sendInChild(await createQueuedSend(ctx));
const handedOver = whole.edges.indexOf("before hand-over");

it("a send goes through its commits and one hand-over", () => {
  expect([whole.result, whole.accepted.length]).toEqual([{ kind: "sent" }, 1]);
  expect(whole.edges.length).toBeGreaterThan(10);
  expect(handedOver).toBeGreaterThan(6);
});

/** A message for each edge and what its process told before it was killed there, three at a time. */
const deaths: { edge: string; index: number; send: Send; dead: ChildEnd }[] = [];
for (let from = 0; from < whole.edges.length; from += 3) {
  const edges = whole.edges.slice(from, from + 3);
  const killed = edges.map(async (edge, i) => {
    const send = await createQueuedSend(ctx);
    return { edge, index: from + i, send, dead: await sendInChild(send, edge) };
  });
  deaths.push(...(await Promise.all(killed)));
}

it.each(deaths)(
  "kill -9 $edge: the message is never with the provider twice, and counted for what it is",
  async ({ edge, index, send, dead }) => {
    expect([dead.wasKilled, dead.edges.at(-1)]).toEqual([true, edge]);
    const end = await recover(send, dead);
    expect([end.step, end.capacityUsed]).toEqual([1, 1]);
    // Until `sending` is committed another worker sends it; from the record on it is sent; in between nobody knows.
    const isPromised = index >= handedOver - 1;
    const isRecorded = index >= handedOver + 3;
    if (!isPromised || isRecorded) expect(end).toMatchObject({ status: "sent", accepted: 1, counted: 1 });
    else expect(end).toMatchObject({ status: "unknown", accepted: index > handedOver ? 1 : 0, counted: 0 });
  },
);

it("two processes at once: one sends it, the other finds it gone", async () => {
  const send = await createQueuedSend(ctx);
  const ends = await runChildren([orderOf(send), orderOf(send), orderOf(send)]);
  expect(ends.flatMap((end) => end.accepted)).toHaveLength(1);
  expect(ends.map(kindOf).sort()).toEqual(["gone", "gone", "sent"]);
  expect(await stateOf(ctx, send)).toMatchObject({ row: { status: "sent" }, outreach: { total_emails_sent: 1 } });
});

it("while one hands it over another finds it gone", async () => {
  const send = await createQueuedSend(ctx);
  const others: ChildEnd[] = [];
  const meanwhile = async () => others.push(await runChild(orderOf(send)));
  const first = await runChild({ ...orderOf(send), waitAt: "before hand-over", meanwhile });
  expect([first, ...others].map(kindOf)).toEqual(["sent", "gone"]);
  expect([first, ...others].flatMap((end) => end.accepted)).toHaveLength(1);
  expect(await stateOf(ctx, send)).toMatchObject({ row: { status: "sent" }, outreach: { total_emails_sent: 1 } });
});
