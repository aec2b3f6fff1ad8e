-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- The guard's memory. Columns with constant defaults: only the catalog changes, no row is rewritten.
ALTER TABLE "health_states" ADD COLUMN IF NOT EXISTS "resumed_at" TIMESTAMPTZ(3),
  ADD COLUMN IF NOT EXISTS "pause_count" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS "calm_since" TIMESTAMPTZ(3),
  ADD COLUMN IF NOT EXISTS "clean_sends" INTEGER NOT NULL DEFAULT 0;

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_trouble_idx";

-- Messages that came to grief, a few in a hundred: the guard reads a month of them every five minutes.
CREATE INDEX CONCURRENTLY "outreach_emails_trouble_idx" ON "outreach_emails" ("tenant_id", "sent_at")
  WHERE "bounced_at" IS NOT NULL OR "complained_at" IS NOT NULL OR "bounce_type" = 'blocked';
