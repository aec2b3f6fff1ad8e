-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_grief_idx";

-- As the trouble index before it, but IS TRUE, which `bounced_at IS NOT NULL` does not imply for the planner: where statistics knew of no
-- bounce, it read all that ever came to grief to find the bounces of one recipient domain.
CREATE INDEX CONCURRENTLY "outreach_emails_grief_idx" ON "outreach_emails" ("tenant_id", "sent_at")
  WHERE ("bounced_at" IS NOT NULL OR "complained_at" IS NOT NULL OR "bounce_type" = 'blocked') IS TRUE;

DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_trouble_idx";
