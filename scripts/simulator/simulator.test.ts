import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { deliverToSimulator } from "#lib/mail/simulator-client.ts";
import { verifySendgridSignature } from "#lib/webhooks/verify-sendgrid-signature.ts";
import { Journal } from "./journal.ts";
import { type Post, Provider } from "./provider.ts";
import { createProviderServer } from "./server.ts";
import { isConnectionId, signedHeaders } from "./sign.ts";
import { messageTo } from "./testing/message-to.ts";

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), "simulator-"));
  cleaning.push(() => rmSync(path, { recursive: true }));
  return path;
}

const connectionId = "01930000-0000-7000-8000-000000000001";
const webhookUrl = "http://127.0.0.1:3000/api/webhooks/sendgrid/c";
const request = (to: string, n = 1) => ({ message: messageTo(to, n) as never, webhookUrl, connectionId });

/** A provider on a clock of its own that keeps what it posts. `answer` decides whether a post is acknowledged. */
function providerIn(path: string, answer: () => boolean = () => true) {
  const clock = { now: 1_000_000_000_000 };
  const posts: Record<string, unknown>[][] = [];
  const post: Post = async (_id, _url, body) => {
    const isTaken = answer();
    if (isTaken) posts.push(JSON.parse(body));
    return isTaken;
  };
  const provider = new Provider({ journal: new Journal(path), post, now: () => clock.now, speed: 1 });
  const runFor = async (ms: number) => {
    const end = clock.now + ms;
    for (let next = provider.nextDueAt(); next !== null && next <= end; next = provider.nextDueAt()) {
      clock.now = Math.max(clock.now, next);
      await provider.postDue();
    }
    clock.now = end;
  };
  return { provider, posts, clock, runFor };
}

const namesOf = (posts: Record<string, unknown>[][]) => posts.flat().map((event) => event.event);

describe("the provider", () => {
  it("posts events in SendGrid's format when their time comes", async () => {
    const { provider, posts, runFor } = providerIn(directory());
    const accepted = provider.accept(request("p@open.test"));
    await runFor(300);
    expect(namesOf(posts)).toEqual(["processed"]);
    await runFor(20 * 60_000);
    expect(namesOf(posts)).toEqual(["processed", "delivered", "open"]);
    const id = accepted.kind === "accepted" ? accepted.providerMessageId : "";
    expect(posts[1]?.[0]).toMatchObject({
      email: "p@open.test",
      event: "delivered",
      "smtp-id": "<1@send.test>",
      sg_message_id: `${id}.recvd-0.0`,
      outreach_email_id: "e1",
      sequence_step: "1",
    });
    expect(provider.pendingCount).toBe(0);
  });

  it("tries again until it is heard, with the same event ids", async () => {
    let isUp = false;
    const { provider, posts, runFor } = providerIn(directory(), () => isUp);
    provider.accept(request("p@silent.test"));
    await runFor(60_000);
    expect([posts.length, provider.pendingCount]).toEqual([0, 2]);
    isUp = true;
    await runFor(10 * 60_000);
    expect(namesOf(posts).toSorted()).toEqual(["delivered", "processed"]);
  });

  it("forgets nothing over a restart, and posts nothing twice", async () => {
    const path = directory();
    const before = providerIn(path);
    before.provider.accept(request("p@silent.test", 1));
    before.provider.accept(request("q@silent.test", 2));
    await before.runFor(300);
    expect(namesOf(before.posts)).toEqual(["processed", "processed"]);
    appendFileSync(join(path, "journal.jsonl"), '{"type":"message","message":{"cut off');
    const after = providerIn(path);
    expect(after.provider.pendingCount).toBe(2);
    await after.runFor(60_000);
    expect(namesOf(after.posts)).toEqual(["delivered", "delivered"]);
    expect(after.provider.messagesOf(connectionId).map((message) => message.messageId)).toEqual([
      "<1@send.test>",
      "<2@send.test>",
    ]);
    providerIn(path);
    expect(readFileSync(join(path, "journal.jsonl"), "utf8").trim().split("\n")).toHaveLength(2);
  });

  it("shows a message twice that was handed over twice", () => {
    const { provider } = providerIn(directory());
    for (const _ of [1, 2]) provider.accept(request("p@silent.test"));
    expect(provider.messagesOf(connectionId)).toHaveLength(2);
  });
});

describe("signatures", () => {
  it("are SendGrid's, with the connection's key", () => {
    const dataDir = directory();
    const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    mkdirSync(join(dataDir, "simulator-keys"));
    writeFileSync(
      join(dataDir, "simulator-keys", `${connectionId}.pem`),
      keys.privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    const headers = signedHeaders(dataDir, connectionId, '[{"event":"open"}]', 1_700_000_000_000);
    const post = {
      rawBody: Buffer.from('[{"event":"open"}]'),
      signature: headers["x-twilio-email-event-webhook-signature"] ?? null,
      timestamp: headers["x-twilio-email-event-webhook-timestamp"] ?? null,
    };
    const key = {
      id: "k",
      public_key: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
      added_at: "",
    };
    expect(verifySendgridSignature(post, [key])).toBe(true);
    expect(verifySendgridSignature({ ...post, rawBody: Buffer.from("[]") }, [key])).toBe(false);
    expect(isConnectionId("../../etc/passwd")).toBe(false);
  });
});

describe("over HTTP", () => {
  async function start() {
    const { provider } = providerIn(directory());
    let woken = 0;
    const server = createProviderServer(provider, () => {
      woken += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    cleaning.push(() => new Promise((resolve) => server.close(resolve)));
    const simulatorUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { simulatorUrl, appUrl: "http://127.0.0.1:3000" };
    const transport = { connectionId, kind: "simulator" as const, settings: {}, secrets: {} };
    return { options, transport, woken: () => woken, get: (path: string) => fetch(`${simulatorUrl}${path}`) };
  }

  it("takes what the mail port hands over, and lists it", async () => {
    const { options, transport, woken, get } = await start();
    const outcome = await deliverToSimulator(options, transport, messageTo("p@silent.test"));
    expect(outcome).toMatchObject({ kind: "accepted", providerMessageId: expect.stringMatching(/^sim-/) });
    expect(woken()).toBe(1);
    const listed = await (await get(`/v1/messages?connection_id=${connectionId}`)).json();
    expect(listed.items).toMatchObject([{ message_id: "<1@send.test>", to: "p@silent.test" }]);
    expect(await (await get("/healthz")).json()).toEqual({ status: "ok", pending_events: 2 });
  });

  it.each([
    ["p@toomany.test", { kind: "refused", isPermanent: false, retryAfterMs: 30_000 }],
    ["p@unavailable.test", { kind: "refused", isPermanent: false }],
    ["p@refuse.test", { kind: "refused", isPermanent: true }],
    ["p@crash.test", { kind: "unknown" }],
  ])("%s: %j", async (to, expected) => {
    const { options, transport } = await start();
    expect(await deliverToSimulator(options, transport, messageTo(to))).toMatchObject(expected);
  });

  it("posts to this machine only, and says what is wrong with a request", async () => {
    const { options, transport, get } = await start();
    const elsewhere = { ...options, appUrl: "http://169.254.169.254" };
    const outcome = await deliverToSimulator(elsewhere, transport, messageTo("p@silent.test"));
    expect(outcome).toMatchObject({
      kind: "refused",
      isPermanent: true,
      detail: expect.stringContaining("on this machine"),
    });
    expect((await get("/v1/messages?connection_id=../x")).status).toBe(400);
    expect((await get("/nothing")).status).toBe(404);
  });
});
