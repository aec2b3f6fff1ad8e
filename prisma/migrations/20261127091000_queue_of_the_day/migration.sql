-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_scheduled_idx";

-- Today's queue in the order of its times, whatever became of the messages: one range, however long the ledger.
CREATE INDEX CONCURRENTLY "outreach_emails_scheduled_idx" ON "outreach_emails" ("tenant_id", "scheduled_at", "id");
