-- A month whose partition comes late takes its events out of the default partition; before, it could never be made again, nor any
-- later month. The partition is filled before it is attached, so the rows are never in two places or in none.
CREATE OR REPLACE FUNCTION ensure_email_event_partitions(first timestamptz, last timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', first);
  next_month timestamptz;
  partition_name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_email_event_partitions'));
  WHILE month <= last LOOP
    partition_name := 'email_events_' || to_char(month, 'YYYY_MM');
    next_month := month + interval '1 month';
    IF to_regclass('public.' || partition_name) IS NULL THEN
      IF EXISTS (SELECT FROM email_events_default WHERE occurred_at >= month AND occurred_at < next_month) THEN
        -- Nobody adds to the month between the copy and the attachment.
        LOCK TABLE email_events IN SHARE ROW EXCLUSIVE MODE;
        EXECUTE format('CREATE TABLE %I (LIKE email_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name);
        EXECUTE format('WITH moved AS (DELETE FROM email_events_default WHERE occurred_at >= %L AND occurred_at < %L RETURNING *)
          INSERT INTO %I SELECT * FROM moved', month, next_month, partition_name);
        EXECUTE format('ALTER TABLE email_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition_name, month, next_month);
      ELSE
        EXECUTE format('CREATE TABLE %I PARTITION OF email_events FOR VALUES FROM (%L) TO (%L)', partition_name, month, next_month);
      END IF;
    END IF;
    month := next_month;
  END LOOP;
END $$;
