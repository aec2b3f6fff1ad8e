import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";

/** GET /api/audit, newest first. `action` is `noun.verb`, e.g. settings.changed. */
export const auditListQuery = pageQuery.extend({
  target_kind: z.string().max(60).optional(),
  target_id: z.string().max(100).optional(),
  action: z.string().max(60).optional(),
  /**
   * words in what a line is about: all lines about a domain, mailbox, campaign, template, connection or prospect whose name or address
   * has them, and of the newest 10,000 lines those whose action, person, reason or values have them
   */
  q: z.string().trim().min(2, "must be at least 2 characters").max(100).optional(),
  /** part of the name of who did it */
  actor: z.string().trim().min(2, "must be at least 2 characters").max(100).optional(),
  /** at or after */
  from: z.iso.datetime({ offset: true, error: "must be a time like 2026-06-10T08:00:00Z" }).optional(),
  /** before */
  to: z.iso.datetime({ offset: true, error: "must be a time like 2026-06-10T08:00:00Z" }).optional(),
});

const auditItem = z.object({
  id: z.uuid(),
  at: z.string(),
  actor_kind: z.enum(["user", "api_key", "system"]),
  actor_id: z.string().nullable(),
  actor_label: z.string(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string().nullable(),
  /** what it is about, as it is called now, or was when it changed */
  target_name: z.string().nullable(),
  /** the fields that changed */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** what the ids among the fields stand for */
  names: z.record(z.string(), z.string()),
  reason: z.string().nullable(),
  request_id: z.string().nullable(),
  /** of a change of settings: the later change that took all of it back */
  undone: z.object({ by: z.string(), at: z.string() }).nullable(),
});
export type AuditItem = z.infer<typeof auditItem>;

export const auditPage = pageOf(auditItem);

/** A change as a version conflict tells of it: who, when, and the fields with both of their sides. */
export type LoggedChange = {
  by: string;
  at: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
