-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_template_idx";

-- What was sent in a template's words lately: as much is read as was sent, however old the ledger is. Messages of the engine's own are not in it.
CREATE INDEX CONCURRENTLY "outreach_emails_template_idx" ON "outreach_emails" ("tenant_id", "template_id", "sent_at")
WHERE "sent_at" IS NOT NULL AND "template_id" IS NOT NULL;
