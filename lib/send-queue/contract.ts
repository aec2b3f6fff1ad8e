import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { sendStatuses } from "./types.ts";

const step = z.coerce.number("must be a step from 1 to 6").int("must be a step from 1 to 6").min(1).max(6);

/** GET /api/sends: the messages of today in send_timezone, and older ones that still wait or have no known outcome; in the order of their time. */
export const sendListQuery = pageQuery.extend({
  mailbox_id: z.uuid().optional(),
  /** sending domain */
  domain_id: z.uuid().optional(),
  /** `open`: queued, claimed or sending */
  status: z.enum(["open", ...sendStatuses]).optional(),
  step: step.optional(),
});

const reason = z.object({ code: z.string(), label: z.string(), clears: z.string() });

const queuedSend = z.object({
  id: z.uuid(),
  prospect_id: z.uuid(),
  prospect: z.object({ name: z.string().nullable(), company: z.string().nullable(), email: z.string().nullable() }),
  /** zone of the prospect's place; null when nothing is known of it */
  prospect_time_zone: z.string().nullable(),
  mailbox_id: z.uuid().nullable(),
  from_email: z.string(),
  kind: z.enum(["sequence", "winback"]),
  sequence_step: z.int(),
  re_contact_cycle: z.int(),
  status: z.enum(sendStatuses),
  scheduled_at: z.string(),
  sent_at: z.string().nullable(),
  /** what it waits for, or why it was not sent; null for a sent one */
  reason: reason.nullable(),
  /** what the provider or the connection said of it; null of a sent one */
  detail: z.string().nullable(),
});

export const sendPage = pageOf(queuedSend).extend({
  /** zone of the day and of the send window */
  send_timezone: z.string(),
});

/** GET /api/sends/summary: how many of these there are in each status. */
export const sendSummary = z.object({
  /** calendar day of send_timezone */
  day: z.string(),
  send_timezone: z.string(),
  counts: z.object(Object.fromEntries(sendStatuses.map((status) => [status, z.int()])) as Record<SendStatus, z.ZodInt>),
});

export type SendStatus = (typeof sendStatuses)[number];
export type QueuedSend = z.infer<typeof queuedSend>;
export type SendPage = z.infer<typeof sendPage>;
export type SendSummary = z.infer<typeof sendSummary>;
