/*
 * A prospect's priority comes before all else that orders first messages (lib/sequencing/policy/send-band.ts). Bands of priority 0 stay as
 * they are; of the others those that were not moved yet are, so that this can be run again.
 */
UPDATE "outreach" o SET "send_band" = o."send_band" - 10 * GREATEST(-100, LEAST(100, p."priority"))
FROM "prospects" p
WHERE p."priority" <> 0 AND p."tenant_id" = o."tenant_id" AND p."id" = o."prospect_id" AND o."send_band" BETWEEN 0 AND 9;
