import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { outreachStatuses } from "#lib/prospects/types.ts";

/** GET /api/suppressions */
export const suppressionListQuery = pageQuery.extend({
  /** part of an address or domain */
  q: z.string().trim().min(2, "must be at least 2 characters").max(100).optional(),
  kind: z.enum(["email", "domain"]).optional(),
  reason: z.string().max(60).optional(),
});

const suppressionItem = z.object({
  id: z.uuid(),
  kind: z.enum(["email", "domain"]),
  value: z.string(),
  reason: z.string(),
  source: z.string(),
  /** the person or key that added it; null when an event did, or when it was added before this was kept */
  added_by: z.string().nullable(),
  /** the prospect that has this address; null for a domain and for an address of nobody */
  prospect_id: z.uuid().nullable(),
  /** that prospect's: it decides whether mail goes on once the suppression is removed */
  prospect_status: z.enum(outreachStatuses).nullable(),
  created_at: z.string(),
});

export const suppressionPage = pageOf(suppressionItem);
export type SuppressionItem = z.infer<typeof suppressionItem>;

/** POST /api/suppressions */
export const suppressionInput = z.strictObject({
  kind: z.enum(["email", "domain"], 'must be "email" or "domain"'),
  value: z
    .string("must be an address or a domain")
    .trim()
    .min(3, "must be an address or a domain")
    .max(254, "must be at most 254 characters")
    .meta({ examples: ["ann@customer.example.com"] }),
  note: z.string().trim().max(500).optional(),
});

export const suppressionAdded = z.object({
  kind: z.enum(["email", "domain"]),
  value: z.string(),
  is_new: z.boolean(),
  cancelled_sends: z.int(),
});
