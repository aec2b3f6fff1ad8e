import { z } from "zod";
import { prospectFilters } from "./contract-filter.ts";
import { bulkActions, mostBulkIds, mostBulkMatches } from "./types.ts";

const idsMessage = `must be from 1 to ${mostBulkIds} ids`;

const which = {
  action: z.enum(bulkActions, `must be one of ${bulkActions.join(", ")}`),
  /** which prospects: either these … */
  ids: z
    .array(z.uuid("must be ids of prospects"), idsMessage)
    .min(1, idsMessage)
    .max(mostBulkIds, idsMessage)
    .optional(),
  /** … or all that fit */
  filter: z.strictObject(prospectFilters).optional(),
  /** of assign_owner: a member, or null for nobody */
  owner_id: z.uuid("must be the id of a member").nullable().optional(),
  /** of assign_campaign */
  campaign_id: z.uuid("must be the id of a campaign").optional(),
};

const isOneOf = ({ ids, filter }: { ids?: unknown; filter?: unknown }) =>
  (ids === undefined) !== (filter === undefined);
const eitherMessage = "name either ids or a filter";

const fields = z.strictObject({
  ...which,
  /** by a filter: how many the person was shown; another number by now is 409 and changes nothing */
  expected_count: z.int("must be a whole number").min(1).max(mostBulkMatches).optional(),
  reason: z.string().trim().min(1, "must not be empty").max(500, "must be at most 500 characters").optional(),
});

/** POST /api/prospects/bulk */
export const bulkBody = fields
  .superRefine((body, { addIssue }) => {
    const issue = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (!isOneOf(body)) issue("ids", eitherMessage);
    if (body.filter && body.expected_count === undefined) issue("expected_count", "say how many you mean to change");
    if (body.action === "assign_owner" && body.owner_id === undefined) issue("owner_id", "name a member, or null");
    if (body.action === "assign_campaign" && !body.campaign_id) issue("campaign_id", "name a campaign");
  })
  .meta({ examples: [{ action: "stop", ids: ["0197f6c4-5f5e-7c3a-9d52-0a4d7f2b9c11"], reason: "asked by phone" }] });
export type BulkBody = z.infer<typeof bulkBody>;

/** POST /api/prospects/bulk/preview: an owner or a campaign that is not chosen yet is left out. */
export const bulkPreviewBody = z
  .strictObject(which)
  .refine(isOneOf, { path: ["ids"], error: eitherMessage })
  .meta({ examples: [{ action: "stop", filter: { status: "contacted" } }] });
export type BulkPreviewBody = z.infer<typeof bulkPreviewBody>;

export const bulkPreview = z.object({
  /** those whom it would change, newest first */
  ids: z.array(z.uuid()),
  /** those whom it would not, by why, most first */
  unchanged: z.array(z.object({ detail: z.string(), count: z.int() })),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

/** What became of each row, in the order given; refused ones say why. */
export const bulkResult = z.object({
  done: z.int(),
  refused: z.int(),
  not_found: z.int(),
  results: z.array(
    z.object({
      id: z.uuid(),
      result: z.enum(["done", "refused", "not_found"]),
      detail: z.string().nullable(),
      /** what one that was refused is called; null for all others */
      prospect: z
        .object({ name: z.string().nullable(), company: z.string().nullable(), email: z.string().nullable() })
        .nullable(),
    }),
  ),
});
export type BulkResult = z.infer<typeof bulkResult>;
