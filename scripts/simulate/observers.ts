/**
 * What the scratch database watches by itself, in SQL of its own, beside the product's tables. The two judges run at the very end of
 * a transaction and see what has been committed by then: so they know which came first, a stop or a hand-over.
 */
export function observersSql(seed: number): string {
  return `
CREATE SCHEMA sim;
CREATE TABLE sim.violations (id bigserial PRIMARY KEY, invariant text NOT NULL, tenant_id uuid NOT NULL, outreach_id uuid, email_id uuid,
  at timestamptz NOT NULL, detail text NOT NULL);
CREATE TABLE sim.zones (prospect_id uuid PRIMARY KEY, zones text[] NOT NULL);
CREATE TABLE sim.holidays (day date PRIMARY KEY);
CREATE SEQUENCE sim.ids;

/* Ids in order of creation with a random-looking end, the same in every run of a seed: moments and mailboxes depend on ids. */
CREATE FUNCTION sim.uuidv7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(n), 12, '0') || '7' || substr(h, 1, 3) || 'a' || substr(h, 4, 15))::uuid
  FROM (SELECT n, md5('${seed}:' || n) AS h FROM (SELECT nextval('sim.ids') + 1099511627776 AS n) AS taken) AS hashed
$$;

/* Why nothing may be handed over, as committed; null when it may. */
CREATE FUNCTION sim.stop_of(e outreach_emails) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(reason, ', ') FROM (
    SELECT 'address suppressed' AS reason WHERE EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = e.tenant_id
      AND s.kind = 'email' AND s.value = e.to_email)
    UNION ALL SELECT 'recipient domain suppressed' WHERE EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = e.tenant_id
      AND s.kind = 'domain' AND s.value = split_part(e.to_email, '@', 2))
    UNION ALL SELECT CASE WHEN o.email_unsubscribed THEN 'unsubscribed' WHEN o.last_email_replied_at IS NOT NULL THEN 'replied'
      ELSE 'status ' || o.status END FROM outreach o WHERE o.id = e.outreach_id
      AND (o.email_unsubscribed OR o.last_email_replied_at IS NOT NULL OR o.status NOT IN ('cold', 'contacted'))
    UNION ALL SELECT h.scope_kind || ' paused' FROM mailboxes m JOIN health_states h ON h.tenant_id = m.tenant_id AND h.state = 'paused'
      AND h.scope_id IN (m.id, m.sending_domain_id, m.provider_connection_id) WHERE m.id = e.mailbox_id
    UNION ALL SELECT 'mailbox switched off' FROM mailboxes m WHERE m.id = e.mailbox_id AND (NOT m.is_active OR m.archived_at IS NOT NULL)
    UNION ALL SELECT 'campaign ' || c.name || ' ' || c.status FROM campaigns c JOIN outreach o ON o.id = e.outreach_id
      WHERE c.tenant_id = e.tenant_id AND c.id IN (e.campaign_id, o.campaign_id) AND c.status <> 'active'
    UNION ALL SELECT 'kill switch' FROM sales_engine_config c WHERE c.tenant_id = e.tenant_id AND (c.sequencer_paused OR NOT c.is_active)
  ) AS stops
$$;

/* The oldest active campaign whose trades and places mean the prospect; null when there is none. */
CREATE FUNCTION sim.wanted_by(outreach_id uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT c.id FROM outreach o JOIN prospects p ON p.id = o.prospect_id JOIN campaigns c ON c.tenant_id = o.tenant_id AND c.status = 'active'
  WHERE o.id = $1
    AND (c.target_trades = '{}' OR EXISTS (SELECT 1 FROM unnest(c.target_trades) AS trade WHERE trade ILIKE p.trade_type))
    AND (c.target_locations = '{}' OR EXISTS (SELECT 1 FROM unnest(c.target_locations) AS place
      WHERE place ILIKE p.state_code OR place ILIKE p.city OR place ILIKE p.city || ', ' || p.state_code OR place = p.zip))
  ORDER BY c.created_at LIMIT 1
$$;

/* Where and when the window is closed at the moment of hand-over, read off a calendar; null when it is open everywhere. */
CREATE FUNCTION sim.closed_at(e outreach_emails) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(zone || ' ' || to_char(local, 'Dy YYYY-MM-DD HH24:MI:SS'), ', ')
  FROM outreach o
  JOIN sales_engine_config c ON c.tenant_id = o.tenant_id
  LEFT JOIN sim.zones z ON z.prospect_id = o.prospect_id
  CROSS JOIN LATERAL unnest(COALESCE(z.zones, ARRAY[c.send_timezone])) AS zone
  CROSS JOIN LATERAL (SELECT e.sent_at AT TIME ZONE zone AS local) AS clock
  WHERE o.id = e.outreach_id AND (to_char(local, 'HH24:MI') < c.send_hours_start OR to_char(local, 'HH24:MI') >= c.send_hours_end
    OR (c.send_weekdays_only AND extract(isodow FROM local) > 5)
    OR (c.holidays_enabled AND EXISTS (SELECT 1 FROM sim.holidays h WHERE h.day = local::date)))
$$;

CREATE FUNCTION sim.judge_sending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, sim AS $$
DECLARE
  e outreach_emails;
  found text;
BEGIN
  SELECT * INTO e FROM outreach_emails WHERE id = NEW.id;
  IF e.status <> 'sending' THEN RETURN NULL; END IF;
  found := sim.stop_of(e);
  IF found IS NOT NULL THEN
    INSERT INTO sim.violations (invariant, tenant_id, outreach_id, email_id, at, detail)
    VALUES ('no hand-over after a committed stop', e.tenant_id, e.outreach_id, e.id, e.sent_at, found);
  END IF;
  found := sim.closed_at(e);
  IF found IS NOT NULL THEN
    INSERT INTO sim.violations (invariant, tenant_id, outreach_id, email_id, at, detail)
    VALUES ('no send outside the window', e.tenant_id, e.outreach_id, e.id, e.sent_at, found);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM outreach o JOIN prospects p ON p.id = o.prospect_id AND p.tenant_id = e.tenant_id
      JOIN mailboxes m ON m.id = e.mailbox_id AND m.tenant_id = e.tenant_id AND m.from_email = e.from_email
      WHERE o.id = e.outreach_id AND o.tenant_id = e.tenant_id AND p.email = e.to_email) THEN
    INSERT INTO sim.violations (invariant, tenant_id, outreach_id, email_id, at, detail)
    VALUES ('no row of another tenant', e.tenant_id, e.outreach_id, e.id, e.sent_at, 'message, prospect and mailbox do not belong together');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sim_judge_sending AFTER UPDATE ON outreach_emails DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status = 'sending' AND OLD.status <> 'sending') EXECUTE FUNCTION sim.judge_sending();

CREATE FUNCTION sim.judge_promise() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, sim AS $$
BEGIN
  INSERT INTO sim.violations (invariant, tenant_id, outreach_id, email_id, at, detail)
  SELECT 'one live ledger row a step', NEW.tenant_id, NEW.outreach_id, NEW.id, NEW.scheduled_at,
    'cycle ' || NEW.re_contact_cycle || ', step ' || NEW.sequence_step || ': also ' || other.id || ' (' || other.status || ')'
  FROM outreach_emails mine JOIN outreach_emails other ON other.tenant_id = mine.tenant_id AND other.outreach_id = mine.outreach_id
    AND other.re_contact_cycle = mine.re_contact_cycle AND other.sequence_step = mine.sequence_step AND other.kind = 'sequence'
    AND other.status <> 'cancelled' AND other.id <> mine.id
  WHERE mine.id = NEW.id AND mine.status <> 'cancelled' AND mine.kind = 'sequence' LIMIT 1;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sim_judge_promise AFTER INSERT ON outreach_emails DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION sim.judge_promise();

/* Judges who joins a campaign, and first messages for none. */
CREATE FUNCTION sim.judge_joining() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, sim AS $$
DECLARE
  whom uuid := CASE WHEN TG_TABLE_NAME = 'outreach' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'outreach_id' END;
  wanted uuid := sim.wanted_by(whom);
BEGIN
  IF NEW.campaign_id IS DISTINCT FROM wanted THEN
    INSERT INTO sim.violations (invariant, tenant_id, outreach_id, at, detail)
    VALUES ('the oldest campaign takes whom it wants', NEW.tenant_id, whom, COALESCE((to_jsonb(NEW)->>'scheduled_at')::timestamptz,
      (to_jsonb(NEW)->>'updated_at')::timestamptz), 'campaign ' || COALESCE(NEW.campaign_id::text, 'none') || ', wanted by '
      || COALESCE(wanted::text, 'none'));
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sim_judge_joining AFTER UPDATE ON outreach DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.campaign_id IS NULL AND NEW.campaign_id IS NOT NULL) EXECUTE FUNCTION sim.judge_joining();
CREATE CONSTRAINT TRIGGER sim_judge_unassigned AFTER INSERT ON outreach_emails DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.campaign_id IS NULL AND NEW.sequence_step = 1) EXECUTE FUNCTION sim.judge_joining();

GRANT USAGE ON SCHEMA sim TO outreach_app, outreach_system;
GRANT USAGE ON SEQUENCE sim.ids TO outreach_app, outreach_system;
`;
}

/** What is broken in the scratch database for \`--break\`: the product's code is the same. */
export const breakSql = {
  /** a planner that queues everything twice, as two overlapping ones might, and no key that refuses it */
  "unique-key": `
DROP INDEX outreach_emails_sequence_key;
CREATE FUNCTION sim.queue_twice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, sim AS $$
BEGIN
  IF pg_trigger_depth() > 1 OR NEW.status <> 'queued' THEN RETURN NULL; END IF;
  NEW.id := sim.uuidv7();
  NEW.message_id := '<' || NEW.id || '@twice.test>';
  INSERT INTO outreach_emails SELECT NEW.* ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER sim_queue_twice AFTER INSERT ON outreach_emails FOR EACH ROW EXECUTE FUNCTION sim.queue_twice();`,
  /** nothing here: the hand-over without its last check, and planning that sees no factor, are wired in instead */
  recheck: "",
  factor: "",
  /** stored events that are not known again when they are told again */
  dedupe: `
DROP INDEX "email_events_fingerprint_tenant_id_occurred_at_key";
DROP INDEX "email_events_provider_event_id_provider_tenant_id_occurred__key";
CREATE FUNCTION sim.forget_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.fingerprint := uuid_send(gen_random_uuid());
  RETURN NEW;
END $$;
CREATE TRIGGER sim_forget_identity BEFORE INSERT ON email_events FOR EACH ROW EXECUTE FUNCTION sim.forget_identity();`,
  /** bookings that do not last */
  caps: `
CREATE FUNCTION sim.forget_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> 'slot' THEN NEW.used := 0; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sim_forget_booking BEFORE INSERT OR UPDATE ON capacity_days FOR EACH ROW EXECUTE FUNCTION sim.forget_booking();`,
  /** campaigns that have used nothing of their day */
  "campaign-limit": `
CREATE FUNCTION sim.forget_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.used := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER sim_forget_campaign BEFORE INSERT OR UPDATE ON capacity_days FOR EACH ROW WHEN (NEW.kind = 'campaign')
  EXECUTE FUNCTION sim.forget_campaign();`,
  /** a pause that planning and the last check do not read: to them the campaign goes on, and only takes nobody new (the view comes before the table in the search path) */
  "campaign-pause": `
CREATE VIEW sim.campaigns WITH (security_invoker = true) AS
SELECT id, tenant_id, name, CASE status WHEN 'paused' THEN 'active' ELSE status END AS status,
  CASE status WHEN 'paused' THEN '{nobody}' ELSE target_trades END AS target_trades, target_locations, daily_limit, steps, version, created_at
FROM public.campaigns;
GRANT SELECT ON sim.campaigns TO outreach_app, outreach_system;`,
} as const;
