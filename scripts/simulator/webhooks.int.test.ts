import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { ingestSendgridEvents } from "#lib/webhooks/ingest-sendgrid-events.ts";
import { Journal } from "./journal.ts";
import { Provider } from "./provider.ts";
import { createProviderServer } from "./server.ts";
import { signedHeaders } from "./sign.ts";

const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
const base = createTestContext();
let owner: Parameters<typeof ingestSendgridEvents>[1]["owner"];

/** The simulator with the clock of the test, and the app's own ingest behind its webhook. */
const provider = new Provider({
  journal: new Journal(join(dataDir, "simulator")),
  now: () => base.now().getTime(),
  speed: 1,
  post: async (connectionId, _url, body) => {
    const headers = signedHeaders(dataDir, connectionId, body, base.now().getTime());
    await ingestSendgridEvents(base, {
      owner,
      rawBody: Buffer.from(body),
      signature: headers["x-twilio-email-event-webhook-signature"] ?? null,
      timestamp: headers["x-twilio-email-event-webhook-timestamp"] ?? null,
    });
    return true;
  },
});
const server = createProviderServer(provider, () => {});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
const simulatorUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const mail = createMailPort({ simulatorUrl, appUrl: "http://127.0.0.1:3000" });
const ctx = { ...base, mail };

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataDir, { recursive: true });
});

async function tenantWithSimulator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const tenantId = await createTestTenant(ctx);
  const webhookKeys = [
    {
      id: "k1",
      public_key: publicKey.export({ type: "spki", format: "pem" }).toString(),
      added_at: ctx.now().toISOString(),
    },
  ];
  const connection = await createTestConnection(ctx, tenantId, { webhook_keys: webhookKeys });
  mkdirSync(join(dataDir, "simulator-keys"), { recursive: true });
  writeFileSync(
    join(dataDir, "simulator-keys", `${connection.id}.pem`),
    privateKey.export({ type: "pkcs8", format: "pem" }),
  );
  owner = { tenantId, connectionId: connection.id, eventSource: "sendgrid", webhookKeys };
  return { tenantId, connection };
}

async function runFor(minutes: number) {
  const end = ctx.now().getTime() + minutes * 60_000;
  for (let next = provider.nextDueAt(); next !== null && next <= end; next = provider.nextDueAt()) {
    base.setNow(new Date(Math.max(next, ctx.now().getTime())));
    await provider.postDue();
  }
  base.setNow(new Date(end));
}

it("what was sent comes back as signed events, and they take effect", async () => {
  const { tenantId, connection } = await tenantWithSimulator();
  const to = (domain: string) => {
    const email = `pat@${domain}`;
    return createQueuedSend(ctx, {
      tenantId,
      mailbox: { provider_connection_id: connection.id },
      prospect: { email, email_key: email },
    });
  };
  const sends = {
    engaged: await to("engaged.test"),
    bounced: await to("bounce.test"),
    machine: await to("machine-open.test"),
    complained: await to("complain.test"),
  };
  for (const send of Object.values(sends)) {
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "sent" });
  }
  expect(provider.messagesOf(connection.id).map((message) => message.messageId)).toEqual(
    Object.values(sends).map((send) => send.email.message_id),
  );
  await runFor(20);
  const engaged = await stateOf(ctx, sends.engaged);
  expect(engaged.row.delivered_at).not.toBeNull();
  expect([engaged.row.open_count, engaged.outreach.email_open_count, engaged.row.clicked_at !== null]).toEqual([
    3,
    3,
    true,
  ]);
  const bounced = await stateOf(ctx, sends.bounced);
  expect([bounced.row.bounce_type, bounced.outreach.status]).toEqual(["hard", "bounced"]);
  const machine = await stateOf(ctx, sends.machine);
  expect([machine.row.machine_opened_at !== null, machine.outreach.email_open_count]).toEqual([true, 0]);
  expect((await stateOf(ctx, sends.complained)).outreach).toMatchObject({
    status: "unsubscribed",
    email_unsubscribed: true,
  });
  const { metrics } = await getEmailReputation(ctx, tenantId);
  expect(metrics).toMatchObject({ sent: 4, delivered: 3, bounced: 1, complained: 1, opened: 3, clicked: 1 });
});
