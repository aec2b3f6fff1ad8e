import { sign } from "node:crypto";
import { expect } from "playwright/test";
import { credentials } from "./credentials.ts";

export type SentMessage = { id: string; message_id: string; to_email: string };

/** Posts provider events as SendGrid signs them: ECDSA over timestamp and raw body. */
export async function postEvents(events: Record<string, unknown>[]): Promise<void> {
  const { webhook_url, webhook_private_key } = credentials();
  const body = JSON.stringify(events);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign("sha256", Buffer.from(timestamp + body), webhook_private_key).toString("base64");
  const response = await fetch(webhook_url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-twilio-email-event-webhook-signature": signature,
      "x-twilio-email-event-webhook-timestamp": timestamp,
    },
    body,
  });
  expect(response.status, await response.text()).toBe(200);
}

/** A hard bounce of a message, as SendGrid words it. */
export function hardBounce(message: SentMessage): Record<string, unknown> {
  return {
    ...base(message),
    event: "bounce",
    type: "bounce",
    bounce_classification: "Invalid Address",
    status: "5.1.1",
    reason: "550 5.1.1 no such user",
  };
}

function base(message: SentMessage): Record<string, unknown> {
  return {
    email: message.to_email,
    timestamp: Math.floor(Date.now() / 1000),
    "smtp-id": message.message_id,
    sg_event_id: crypto.randomUUID(),
    sg_message_id: `${message.id}.filter0001`,
    outreach_email_id: message.id,
  };
}
