-- outside a transaction: indexes are built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- Columns with constant defaults: only the catalog changes, no row is rewritten.
ALTER TABLE "outreach" ADD COLUMN IF NOT EXISTS "email_open_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS "re_contact_cycle" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS "cycle_reset_at" TIMESTAMPTZ(3);

ALTER TABLE "sales_engine_config" ADD COLUMN IF NOT EXISTS "mailbox_health_threshold" INTEGER NOT NULL DEFAULT 40,
  ADD COLUMN IF NOT EXISTS "require_engagement_for_final_step" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN IF NOT EXISTS "max_recontact_cycles" INTEGER NOT NULL DEFAULT 4,
  ADD COLUMN IF NOT EXISTS "recontact_cooldown_days" INTEGER NOT NULL DEFAULT 90;

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "ix_outreach_recontact";

CREATE INDEX CONCURRENTLY "ix_outreach_recontact" ON "outreach"("tenant_id", "status", "re_contact_cycle", "last_email_sent_at");

DROP INDEX CONCURRENTLY IF EXISTS "outreach_due_new_idx";

-- Due first touches: one range scan for each of returned or new, and band.
CREATE INDEX CONCURRENTLY "outreach_due_new_idx" ON "outreach" ("tenant_id", ("re_contact_cycle" > 0), "send_band", "next_send_at", "id")
  WHERE "status" = 'cold' AND "next_send_at" IS NOT NULL;
