import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";

/** GET /api/webhooks/quarantine */
export const quarantineListQuery = pageQuery.extend({
  connection_id: z.uuid("must be the id of a connection").optional(),
});

const quarantinedItem = z.object({
  id: z.uuid(),
  connection_id: z.uuid(),
  connection_name: z.string(),
  /** why it could not be read, e.g. `timestamp_missing` */
  reason: z.string(),
  received_at: z.string(),
  /** the first 2,000 characters of what came */
  payload: z.string(),
  is_payload_cut: z.boolean(),
});

export const quarantinePage = pageOf(quarantinedItem);
export type QuarantinedItem = z.infer<typeof quarantinedItem>;
