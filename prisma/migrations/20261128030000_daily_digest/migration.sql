-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- Who gets the daily digest, and from which hour of the sending zone. Only the catalog changes, no row is rewritten.
ALTER TABLE "alert_recipients" ADD COLUMN IF NOT EXISTS "digest_hour" SMALLINT;
ALTER TABLE "alert_deliveries" ADD COLUMN IF NOT EXISTS "digest_day" DATE;

ALTER TABLE "alert_recipients" DROP CONSTRAINT IF EXISTS "alert_recipients_digest_hour_check",
  ADD CONSTRAINT "alert_recipients_digest_hour_check" CHECK (digest_hour BETWEEN 0 AND 23) NOT VALID;
ALTER TABLE "alert_recipients" VALIDATE CONSTRAINT "alert_recipients_digest_hour_check";

ALTER TABLE "alert_deliveries" DROP CONSTRAINT IF EXISTS "alert_deliveries_event_check",
  ADD CONSTRAINT "alert_deliveries_event_check" CHECK (event IN ('opened', 'escalated', 'closed', 'test', 'digest')) NOT VALID;
ALTER TABLE "alert_deliveries" VALIDATE CONSTRAINT "alert_deliveries_event_check";

DROP INDEX CONCURRENTLY IF EXISTS "alert_deliveries_digest_key";

-- One digest a person and day, however often and by how many it is asked for.
CREATE UNIQUE INDEX CONCURRENTLY "alert_deliveries_digest_key" ON "alert_deliveries" ("tenant_id", "target_id", "digest_day")
  WHERE "digest_day" IS NOT NULL;
