import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { WebhookConnection } from "#lib/tenancy/across-tenants.ts";
import { createTestConnection, createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import type { TestContext } from "#lib/testing/test-context.ts";
import type { EventsReceived } from "../contract.ts";
import { ingestSendgridEvents } from "../ingest-sendgrid-events.ts";

export type RawEvent = Record<string, unknown>;

export type World = {
  tenantId: string;
  owner: WebhookConnection;
  privateKey: KeyObject;
  /** posts events as SendGrid would, signed */
  post(events: RawEvent | RawEvent[]): Promise<EventsReceived>;
  /** posts a body as it stands, signed */
  postText(text: string): Promise<EventsReceived>;
};

export function createKeys() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

export function signPost(privateKey: KeyObject, rawBody: Buffer, timestamp: string): string {
  return sign("sha256", Buffer.concat([Buffer.from(timestamp), rawBody]), privateKey).toString("base64");
}

/** A tenant with a connection that takes signed SendGrid events. */
export async function createWorld(ctx: TestContext): Promise<World> {
  const tenantId = await createTestTenant(ctx);
  const { publicKey, privateKey } = createKeys();
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const webhookKeys = [{ id: "one", public_key: pem, added_at: ctx.now().toISOString() }];
  const connection = await createTestConnection(ctx, tenantId, { webhook_keys: webhookKeys });
  const owner = { tenantId, connectionId: connection.id, eventSource: "sendgrid", webhookKeys };
  const postText = (text: string) => {
    const rawBody = Buffer.from(text);
    const timestamp = String(Math.floor(ctx.now().getTime() / 1_000));
    return ingestSendgridEvents(ctx, {
      owner,
      rawBody,
      timestamp,
      signature: signPost(privateKey, rawBody, timestamp),
    });
  };
  const post = (events: RawEvent | RawEvent[]) => postText(JSON.stringify(events));
  return { tenantId, owner, privateKey, post, postText };
}

/** Before any message here: as long as none has an event, none is looked for. */
const longAgo = new Date("2020-01-01T00:00:00Z");

/** A contacted prospect with one sent message of this cycle; scopes as if handed over. */
export async function createSent(
  ctx: TestContext,
  world: World,
  given: {
    outreach?: Parameters<typeof createTestProspect>[2];
    email?: Parameters<typeof createTestEmail>[3];
    toEmail?: string;
  } = {},
) {
  const address = given.toEmail;
  const prospectData = address === undefined ? {} : { email: address, email_key: address };
  const { prospect, outreach } = await createTestProspect(
    ctx,
    world.tenantId,
    {
      status: "contacted",
      outreach_sequence_step: 1,
      last_email_sent_at: ctx.now(),
      total_emails_sent: 1,
      next_send_at: new Date(ctx.now().getTime() + 72 * 3_600_000),
      events_until: longAgo,
      ...given.outreach,
    },
    prospectData,
  );
  const toEmail = prospect.email ?? "";
  const email = await createTestEmail(ctx, world.tenantId, outreach.id, {
    to_email: toEmail,
    recipient_domain: toEmail.split("@")[1] ?? "",
    mailbox_scope: 3,
    domain_scope: 2,
    connection_scope: 1,
    provider_connection_id: world.owner.connectionId,
    created_at: new Date(ctx.now().getTime() - 60_000),
    ...given.email,
  });
  return { prospect, outreach, email };
}

let counter = 0;

/** A SendGrid event of a message, `secondsAfter` the context's now. */
export function event(
  ctx: TestContext,
  email: { id: string; message_id: string; to_email: string },
  name: string,
  secondsAfter = 0,
  fields: RawEvent = {},
): RawEvent {
  counter += 1;
  return {
    email: email.to_email,
    timestamp: Math.floor(ctx.now().getTime() / 1_000) + secondsAfter,
    event: name,
    sg_event_id: `event-${process.pid}-${counter}-${crypto.randomUUID().slice(0, 8)}`,
    sg_message_id: `sg${email.id.replaceAll("-", "")}.recvd-1-1`,
    "smtp-id": email.message_id,
    category: ["outreach"],
    outreach_email_id: email.id,
    ...fields,
  };
}

export function readEmail(ctx: TestContext, tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findUniqueOrThrow({ where: { id } }));
}

export function readOutreach(ctx: TestContext, tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
}

export function readSuppressions(ctx: TestContext, tenantId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.suppression.findMany({ where: { tenant_id: tenantId }, orderBy: [{ kind: "asc" }, { value: "asc" }] }),
  );
}

export function readEvents(ctx: TestContext, tenantId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.emailEvent.findMany({
      where: { tenant_id: tenantId },
      orderBy: [{ occurred_at: "asc" }, { type: "asc" }, { id: "asc" }],
    }),
  );
}
