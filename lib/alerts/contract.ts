import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { alertKindNames } from "./kinds.ts";
import { severities } from "./types.ts";

const alertSeverity = z.enum(severities, `must be one of ${severities.join(", ")}`);
const alertKind = z.enum(alertKindNames, "must be a kind of alert");

/** GET /api/alerts, newest first */
export const alertListQuery = pageQuery.extend({
  status: z.enum(["open", "closed"], 'must be "open" or "closed"').optional(),
  kind: alertKind.optional(),
  severity: alertSeverity.optional(),
});

export const alertView = z.object({
  id: z.uuid(),
  /** code of lib/alerts/kinds.ts */
  kind: z.string(),
  severity: alertSeverity,
  scope: z.object({
    kind: z.enum(["tenant", "domain", "mailbox", "connection", "job", "endpoint"]),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  title: z.string(),
  detail: z.string(),
  /** what to do, and what ends it */
  todo: z.string(),
  clears: z.string(),
  /** raw numbers: `…_rate` a fraction, `…_usd` dollars, `…_at` an instant */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** the page of the console where it can be seen to */
  href: z.string(),
  opened_at: z.string(),
  last_seen_at: z.string(),
  closed_at: z.string().nullable(),
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.string().nullable(),
  acknowledge_note: z.string().nullable(),
  snoozed_until: z.string().nullable(),
});

export type AlertView = z.infer<typeof alertView>;

export const alertPage = pageOf(alertView);

const note = z.string().trim().max(500, "must be at most 500 characters");

/** POST /api/alerts/{id}/acknowledge: somebody sees to it */
export const acknowledgeBody = z.strictObject({ note: note.optional() });

const hours = "must be a number of hours from 1 to 720, or null to end the snooze";

/** POST /api/alerts/{id}/snooze: not shown among the open ones for so long, unless it gets graver */
export const snoozeBody = z.strictObject({ hours: z.number(hours).min(1, hours).max(720, hours).nullable() });

/** Which notices somebody wants: from this severity on, and of these kinds (none named: all). */
export const wishFields = {
  min_severity: alertSeverity,
  kinds: z.array(alertKind).max(alertKindNames.length),
};
