-- Every statement can be run again: one transaction, milliseconds of locks, no row rewritten.

-- Who runs the recipient's mail, as DNS said at hand-over; null when it was not known. Only the catalog changes, no row is rewritten.
ALTER TABLE "outreach_emails" ADD COLUMN IF NOT EXISTS "recipient_provider" TEXT;
-- Sent messages whose opens cannot be measured: without them no past score could be worked out again.
ALTER TABLE "reputation_hours" ADD COLUMN IF NOT EXISTS "untracked" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE IF NOT EXISTS "reputation_provider_hours" (
    "tenant_id" UUID NOT NULL,
    "scope_index" INTEGER NOT NULL,
    "recipient_provider" TEXT NOT NULL,
    "epoch_hour" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "delivered" INTEGER NOT NULL DEFAULT 0,
    "bounced" INTEGER NOT NULL DEFAULT 0,
    "complained" INTEGER NOT NULL DEFAULT 0,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "clicked" INTEGER NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "untracked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reputation_provider_hours_pkey" PRIMARY KEY ("tenant_id","scope_index","recipient_provider","epoch_hour")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "reputation_days" (
    "tenant_id" UUID NOT NULL,
    "scope_index" INTEGER NOT NULL,
    "recipient_provider" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "delivered" INTEGER NOT NULL DEFAULT 0,
    "bounced" INTEGER NOT NULL DEFAULT 0,
    "complained" INTEGER NOT NULL DEFAULT 0,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "clicked" INTEGER NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "untracked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reputation_days_pkey" PRIMARY KEY ("tenant_id","scope_index","recipient_provider","day")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "reputation_roll_ups" (
    "tenant_id" UUID NOT NULL,
    "rolled_to" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "reputation_roll_ups_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE INDEX IF NOT EXISTS "reputation_provider_hours_tenant_id_epoch_hour_idx" ON "reputation_provider_hours"("tenant_id", "epoch_hour");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "reputation_days_tenant_id_day_idx" ON "reputation_days"("tenant_id", "day");

-- ---- what the schema file cannot say ----------------------------------------------------------------------------

-- NOT VALID spares the check of the rows that are there: they have none.
ALTER TABLE "outreach_emails" DROP CONSTRAINT IF EXISTS "outreach_emails_recipient_provider_check",
  ADD CONSTRAINT "outreach_emails_recipient_provider_check"
  CHECK (recipient_provider IN ('google', 'microsoft', 'yahoo', 'other')) NOT VALID;
ALTER TABLE "reputation_provider_hours" DROP CONSTRAINT IF EXISTS "reputation_provider_hours_recipient_provider_check",
  ADD CONSTRAINT "reputation_provider_hours_recipient_provider_check"
  CHECK (recipient_provider IN ('google', 'microsoft', 'yahoo', 'other'));
ALTER TABLE "reputation_days" DROP CONSTRAINT IF EXISTS "reputation_days_recipient_provider_check",
  ADD CONSTRAINT "reputation_days_recipient_provider_check"
  CHECK (recipient_provider IN ('all', 'google', 'microsoft', 'yahoo', 'other'));

SELECT protect_tenant_table(name, 'SELECT, INSERT, UPDATE, DELETE')
FROM unnest(ARRAY['reputation_provider_hours', 'reputation_days', 'reputation_roll_ups']) AS name
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE tablename = name);

-- Runs are kept for a while, not for ever.
GRANT DELETE ON "job_runs" TO outreach_app, outreach_system;

/*
 * Takes a month of events away. Refuses a month that is not over by 13 months, whatever the caller believes. Waits two seconds for
 * writers to let go of the table and no longer: they would wait behind it.
 */
CREATE OR REPLACE FUNCTION drop_email_event_partition(month timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  partition_name text := 'email_events_' || to_char(month, 'YYYY_MM');
BEGIN
  IF month <> date_trunc('month', month) OR month + interval '14 months' > now() THEN
    RAISE EXCEPTION '% is no month that may go', month;
  END IF;
  IF to_regclass('public.' || partition_name) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('ALTER TABLE email_events DETACH PARTITION %I', partition_name);
  EXECUTE format('DROP TABLE %I', partition_name);
  RETURN true;
END $$;

/*
 * Empties the default partition: events of a month from `keep_from` up to `until` move to their month, which is made, at most
 * `batch` older ones go. Answers what was done and what is left.
 */
CREATE OR REPLACE FUNCTION tend_email_event_default(keep_from timestamptz, until timestamptz, batch integer)
  RETURNS TABLE (moved bigint, deleted bigint, remaining bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  oldest timestamptz := date_trunc('month', least(keep_from, now() - interval '13 months'));
  month timestamptz;
  before bigint;
BEGIN
  WITH gone AS (
    DELETE FROM email_events_default WHERE id IN (SELECT id FROM email_events_default WHERE occurred_at < oldest LIMIT batch)
    RETURNING 1
  )
  SELECT count(*) INTO deleted FROM gone;
  SELECT count(*) INTO before FROM email_events_default;
  FOR month IN
    SELECT DISTINCT date_trunc('month', occurred_at) FROM email_events_default
    WHERE occurred_at >= date_trunc('month', keep_from) AND occurred_at < until
  LOOP
    PERFORM ensure_email_event_partitions(month, month);
  END LOOP;
  SELECT count(*) INTO remaining FROM email_events_default;
  moved := before - remaining;
  RETURN NEXT;
END $$;

REVOKE EXECUTE ON FUNCTION drop_email_event_partition, tend_email_event_default FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_email_event_partition, tend_email_event_default TO outreach_system;
