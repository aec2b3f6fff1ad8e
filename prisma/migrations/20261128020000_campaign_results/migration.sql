-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_campaign_idx";

-- What a campaign's mail came to, counted from the index alone.
CREATE INDEX CONCURRENTLY "outreach_emails_campaign_idx" ON "outreach_emails" ("tenant_id", "campaign_id") INCLUDE ("bounced_at")
WHERE "sent_at" IS NOT NULL AND "campaign_id" IS NOT NULL;
