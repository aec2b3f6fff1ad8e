-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_put_off_idx";

-- Who was due and could not be sent to: looked at again when a mailbox, a domain or a connection is let go.
CREATE INDEX CONCURRENTLY "outreach_put_off_idx" ON "outreach" ("tenant_id", "id")
WHERE "last_decision" IS NOT NULL AND "next_send_at" IS NOT NULL;
