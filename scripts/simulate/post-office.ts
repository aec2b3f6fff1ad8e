import { type KeyObject, sign } from "node:crypto";
import { receiveSendgridPost } from "#lib/webhooks/receive-sendgrid-post.ts";
import type { OutgoingEvent } from "./provider.ts";
import { nothingTold, tell } from "./truth.ts";
import { count, perform, type World } from "./world.ts";

const mostPerPost = 500;
const retryMs = 7 * 60_000;

/** Puts events into the bag that is posted next after their time. */
export function putInMail(world: World, connectionId: string, events: readonly OutgoingEvent[]): void {
  for (const event of events) {
    const slot = Math.ceil(event.postAt / slotMs(world)) * slotMs(world);
    const bag = `${connectionId} ${slot}`;
    const waiting = world.mailbag.get(bag);
    if (waiting) waiting.push(event);
    else {
      world.mailbag.set(bag, [event]);
      world.agenda.add(slot, { kind: "events", connectionId, slot });
    }
  }
}

/** Large simulations post more at a time: as many posts a day, whatever their number. */
function slotMs(world: World): number {
  return world.options.prospects > 4_000 ? 15 * 60_000 : 3 * 60_000;
}

/** Posts a bag as the provider does: signed, in any order, and again when the answer is not 200. */
export async function postBag(world: World, connectionId: string, slot: number, at: number): Promise<void> {
  const bag = `${connectionId} ${slot}`;
  const events = world.mailbag.get(bag) ?? [];
  world.mailbag.delete(bag);
  const connection = world.tenants.flatMap((tenant) => tenant.connections).find(({ id }) => id === connectionId);
  if (!connection) throw new Error("events of a connection that is not simulated");
  const shuffled = world.options.faults.includes("events") ? shuffle(world, events) : events;
  for (let from = 0; from < shuffled.length; from += mostPerPost) {
    await post(world, connectionId, connection.privateKey, shuffled.slice(from, from + mostPerPost), at);
  }
}

async function post(
  world: World,
  connectionId: string,
  key: KeyObject,
  events: OutgoingEvent[],
  at: number,
): Promise<void> {
  const rawBody = JSON.stringify(events.map((event) => event.body));
  const timestamp = String(Math.floor(at / 1_000));
  const signature = sign("sha256", Buffer.from(timestamp + rawBody), key).toString("base64");
  const request = () =>
    new Request(`http://127.0.0.1:3000/api/webhooks/sendgrid/${connectionId}`, {
      method: "POST",
      body: rawBody,
      headers: {
        "x-twilio-email-event-webhook-signature": signature,
        "x-twilio-email-event-webhook-timestamp": timestamp,
      },
    });
  const answer = await perform(world, { name: "receiveSendgridPost", at, subject: null }, async (ctx) => {
    const response = await receiveSendgridPost(ctx, request(), connectionId);
    return response.status;
  });
  count(world, `webhook: ${answer.kind === "done" ? answer.value : answer.kind}`);
  if (answer.kind === "done" && answer.value === 200) return acknowledge(world, events, at);
  for (const { told } of events) world.unsettled.add(told.outreachEmailId);
  putInMail(
    world,
    connectionId,
    events.map((event) => ({ ...event, postAt: at + retryMs })),
  );
}

function acknowledge(world: World, events: readonly OutgoingEvent[], at: number): void {
  for (const { told } of events) {
    const truth = world.truths.get(told.outreachEmailId) ?? nothingTold(told.tenantId);
    world.truths.set(told.outreachEmailId, truth);
    world.unsettled.delete(told.outreachEmailId);
    world.acknowledged.push(told);
    if (!tell(truth, told)) continue;
    const outreachId = world.provider.byMessage.get(told.outreachEmailId)?.outreachId ?? null;
    if (told.name !== "processed") world.trace.note(at, outreachId, `200 for ${told.name} of ${told.outreachEmailId}`);
  }
  world.lastActiveAt = at;
  count(world, "events acknowledged", events.length);
}

function shuffle<Item>(world: World, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: world.random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
