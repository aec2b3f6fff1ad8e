-- outside a transaction: indexes of the ledger are built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

CREATE TABLE IF NOT EXISTS "alerts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "peak_severity" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" TEXT,
    "scope_name" TEXT,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_since" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledge_note" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alerts_severity_check" CHECK (severity IN ('info', 'warning', 'critical')),
    CONSTRAINT "alerts_peak_severity_check" CHECK (peak_severity IN ('info', 'warning', 'critical')),
    CONSTRAINT "alerts_scope_kind_check" CHECK (scope_kind IN ('tenant', 'domain', 'mailbox', 'connection', 'job', 'endpoint'))
);

CREATE TABLE IF NOT EXISTS "outgoing_webhooks" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secrets_encrypted" BYTEA NOT NULL,
    "previous_expires_at" TIMESTAMPTZ(3),
    "min_severity" TEXT NOT NULL DEFAULT 'warning',
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_webhooks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_webhooks_severity_check" CHECK (min_severity IN ('info', 'warning', 'critical'))
);

CREATE TABLE IF NOT EXISTS "alert_recipients" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "min_severity" TEXT NOT NULL DEFAULT 'warning',
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_recipients_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_recipients_severity_check" CHECK (min_severity IN ('info', 'warning', 'critical'))
);

CREATE TABLE IF NOT EXISTS "alert_deliveries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "alert_id" UUID,
    "channel" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "last_answer" TEXT,
    "last_duration_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempted_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "alert_deliveries_channel_check" CHECK (channel IN ('webhook', 'email')),
    CONSTRAINT "alert_deliveries_event_check" CHECK (event IN ('opened', 'escalated', 'closed', 'test')),
    -- What waits has a time at which it is tried, what is over has none.
    CONSTRAINT "alert_deliveries_next_attempt_check" CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
    CONSTRAINT "alert_deliveries_status_check" CHECK (status IN ('pending', 'delivered', 'failed', 'dropped'))
);

CREATE INDEX IF NOT EXISTS "alerts_tenant_id_id_idx" ON "alerts"("tenant_id", "id" DESC);

CREATE INDEX IF NOT EXISTS "outgoing_webhooks_tenant_id_id_idx" ON "outgoing_webhooks"("tenant_id", "id" DESC);

CREATE UNIQUE INDEX IF NOT EXISTS "alert_recipients_tenant_id_email_key" ON "alert_recipients"("tenant_id", "email");

CREATE INDEX IF NOT EXISTS "alert_deliveries_tenant_id_target_id_id_idx" ON "alert_deliveries"("tenant_id", "target_id", "id" DESC);

CREATE INDEX IF NOT EXISTS "alert_deliveries_alert_id_idx" ON "alert_deliveries"("alert_id");

-- One open alert a cause.
CREATE UNIQUE INDEX IF NOT EXISTS "alerts_open_key" ON "alerts" ("tenant_id", "key") WHERE "closed_at" IS NULL;

CREATE INDEX IF NOT EXISTS "alerts_closed_idx" ON "alerts" ("tenant_id", "closed_at") WHERE "closed_at" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "alert_deliveries_pending_idx" ON "alert_deliveries" ("tenant_id", "next_attempt_at") WHERE "status" = 'pending';

SELECT protect_tenant_table(name, 'SELECT, INSERT, UPDATE, DELETE')
FROM unnest(ARRAY['alerts', 'alert_recipients', 'alert_deliveries']) AS name
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = name);

SELECT protect_tenant_table(name, 'SELECT, INSERT, UPDATE') FROM unnest(ARRAY['outgoing_webhooks']) AS name
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = name);

-- An attempt that was cut off leaves invalid indexes behind; drop them before building again.
DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_unknown_idx";

-- Sends whose outcome nobody knows: a handful, looked for every five minutes.
CREATE INDEX CONCURRENTLY "outreach_emails_unknown_idx" ON "outreach_emails" ("tenant_id", "sent_at") WHERE "status" = 'unknown';

DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_cost_idx";

-- What the month's texts have cost, from the index alone.
CREATE INDEX CONCURRENTLY "outreach_emails_cost_idx" ON "outreach_emails" ("tenant_id", "created_at") INCLUDE ("ai_cost_usd") WHERE "ai_cost_usd" > 0;
