import { z } from "zod";
import { authStatus } from "#lib/domain-auth/contract.ts";
import { mostSelectors } from "#lib/domain-auth/thresholds.ts";
import { pageOf } from "#lib/http/paging.ts";
import { healthFields, placeListQuery, versionField } from "./contract-shared.ts";

/** GET /api/domains, by name */
export const domainListQuery = placeListQuery;

export const domainView = z.object({
  id: z.uuid(),
  domain: z.string(),
  /** mailboxes that are not archived */
  mailbox_count: z.int(),
  warmup_started_at: z.string().nullable(),
  last_reserved_at: z.string().nullable(),
  warm_up: z.object({
    /** 0 on the day of the first reservation; null when warmed up */
    day: z.int().nullable(),
    /** messages the warm-up allows today; null when warmed up */
    cap: z.int().nullable(),
    /** × 1.5 or × 0.5 by reputation, contained in `cap` */
    factor: z.number(),
  }),
  /** messages it may send today by warm-up, health and mailboxes together, 0 while it may not send; and what it has sent or planned */
  cap_today: z.int(),
  used_today: z.int(),
  auth_status: authStatus,
  auth_checked_at: z.string().nullable(),
  ...healthFields,
  archived_at: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
});
export type DomainView = z.infer<typeof domainView>;

export const domainPage = pageOf(domainView);

const warmupStartedAt = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-01-31T00:00:00Z" })
  .nullable();

/** POST /api/domains. A domain warmed up elsewhere says since when; else its warm-up starts with the first reservation. */
export const createDomainBody = z.strictObject({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, "enter a domain")
    .max(253, "must be at most 253 characters")
    .meta({ examples: ["mail.example.com"] }),
  warmup_started_at: warmupStartedAt.optional(),
});
export type CreateDomainBody = z.infer<typeof createDomainBody>;

const selector = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, "must be a name such as s1")
  .max(120, "must be at most 120 characters");

/**
 * PATCH /api/domains/{id}. `warmup_started_at` null starts the warm-up anew with the next reservation; `dkim_selectors` empty has the
 * usual ones tried. What is left out stays.
 */
export const updateDomainBody = z.strictObject({
  version: versionField,
  warmup_started_at: warmupStartedAt.optional(),
  dkim_selectors: z
    .array(selector)
    .max(mostSelectors, `must be at most ${mostSelectors}`)
    .transform((names) => [...new Set(names)])
    .optional(),
});
export type UpdateDomainBody = z.infer<typeof updateDomainBody>;
