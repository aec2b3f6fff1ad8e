-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_tenant_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "scope" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "created_by" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "tenant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("tenant_id","route","key")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_engine_config" (
    "tenant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "sequencer_paused" BOOLEAN NOT NULL DEFAULT false,
    "daily_email_limit" INTEGER NOT NULL DEFAULT 50,
    "sequence_delay_hours" INTEGER NOT NULL DEFAULT 48,
    "min_followup_delay_hours" INTEGER NOT NULL DEFAULT 36,
    "max_sequence_steps" INTEGER NOT NULL DEFAULT 3,
    "untracked_engagement" TEXT NOT NULL DEFAULT 'send',
    "recontact_enabled" BOOLEAN NOT NULL DEFAULT true,
    "recontact_daily_release" INTEGER,
    "recontact_share" DOUBLE PRECISION NOT NULL DEFAULT 0.3,
    "sender_rotation" TEXT NOT NULL DEFAULT 'per_cycle',
    "send_hours_start" TEXT NOT NULL DEFAULT '08:00',
    "send_hours_end" TEXT NOT NULL DEFAULT '18:00',
    "send_timezone" TEXT NOT NULL DEFAULT 'America/Chicago',
    "send_weekdays_only" BOOLEAN NOT NULL DEFAULT true,
    "holidays_enabled" BOOLEAN NOT NULL DEFAULT true,
    "pacing" TEXT NOT NULL DEFAULT 'spread',
    "send_gap_min_seconds" INTEGER NOT NULL DEFAULT 60,
    "send_gap_max_seconds" INTEGER NOT NULL DEFAULT 120,
    "recipient_domain_daily_limit" INTEGER NOT NULL DEFAULT 3,
    "role_address_policy" TEXT NOT NULL DEFAULT 'last',
    "unknown_address_policy" TEXT NOT NULL DEFAULT 'send',
    "smart_timing_enabled" BOOLEAN NOT NULL DEFAULT true,
    "consent_required" BOOLEAN NOT NULL DEFAULT false,
    "require_domain_auth" BOOLEAN NOT NULL DEFAULT false,
    "company_wide_reply_stop" BOOLEAN NOT NULL DEFAULT false,
    "company_address" TEXT,
    "booking_url" TEXT,
    "monthly_budget_usd" DECIMAL(10,2),
    "budget_alert_threshold" DOUBLE PRECISION NOT NULL DEFAULT 0.8,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sales_engine_config_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "provider_connections" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "event_source" TEXT NOT NULL DEFAULT 'none',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secrets_encrypted" BYTEA,
    "webhook_keys" JSONB NOT NULL DEFAULT '[]',
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sending_domains" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "warmup_started_at" TIMESTAMPTZ(3),
    "last_reserved_at" TIMESTAMPTZ(3),
    "auth_status" TEXT NOT NULL DEFAULT 'unchecked',
    "auth_detail" JSONB,
    "auth_checked_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sending_domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailboxes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "sending_domain_id" UUID NOT NULL,
    "provider_connection_id" UUID NOT NULL,
    "from_email" TEXT NOT NULL,
    "from_name" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "reply_to_email" TEXT,
    "daily_limit" INTEGER NOT NULL DEFAULT 40,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "open_tracking" BOOLEAN NOT NULL DEFAULT true,
    "click_tracking" BOOLEAN NOT NULL DEFAULT true,
    "last_scheduled_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "target_trades" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "target_locations" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "daily_limit" INTEGER,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_templates" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prospects" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "name" TEXT,
    "company" TEXT,
    "email" TEXT,
    "email_key" TEXT,
    "phone" TEXT,
    "trade_type" TEXT,
    "website" TEXT,
    "city" TEXT,
    "state_code" TEXT,
    "zip" TEXT,
    "google_rating" DECIMAL(2,1),
    "review_count" INTEGER,
    "source" TEXT NOT NULL DEFAULT 'import',
    "source_place_id" TEXT,
    "email_source" TEXT,
    "email_verified" BOOLEAN,
    "verified_at" TIMESTAMPTZ(3),
    "enrichment" JSONB NOT NULL DEFAULT '{}',
    "consent_basis" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "owner_id" UUID,
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prospects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outreach" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "campaign_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'cold',
    "outreach_sequence_step" SMALLINT NOT NULL DEFAULT 0,
    "last_email_sent_at" TIMESTAMPTZ(3),
    "last_email_delivered_at" TIMESTAMPTZ(3),
    "last_email_opened_at" TIMESTAMPTZ(3),
    "last_email_clicked_at" TIMESTAMPTZ(3),
    "last_email_replied_at" TIMESTAMPTZ(3),
    "total_emails_sent" INTEGER NOT NULL DEFAULT 0,
    "email_unsubscribed" BOOLEAN NOT NULL DEFAULT false,
    "unsubscribed_at" TIMESTAMPTZ(3),
    "generation_failures" SMALLINT NOT NULL DEFAULT 0,
    "winback_sent_at" TIMESTAMPTZ(3),
    "send_band" SMALLINT NOT NULL DEFAULT 5,
    "next_send_at" TIMESTAMPTZ(3),
    "hold_reason" TEXT,
    "last_decision" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outreach_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outreach_emails" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "outreach_id" UUID NOT NULL,
    "campaign_id" UUID,
    "direction" TEXT NOT NULL DEFAULT 'outbound',
    "kind" TEXT NOT NULL DEFAULT 'sequence',
    "re_contact_cycle" SMALLINT NOT NULL DEFAULT 0,
    "sequence_step" SMALLINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "status_reason" TEXT,
    "status_detail" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "claim_id" UUID,
    "mailbox_id" UUID,
    "provider_connection_id" UUID,
    "mailbox_scope" INTEGER,
    "domain_scope" INTEGER,
    "connection_scope" INTEGER,
    "from_email" TEXT NOT NULL,
    "to_email" TEXT NOT NULL,
    "recipient_domain" TEXT NOT NULL,
    "capacity_day" DATE,
    "subject" TEXT,
    "body_text" TEXT,
    "body_html" TEXT,
    "message_id" TEXT NOT NULL,
    "in_reply_to" TEXT,
    "provider_message_id" TEXT,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "machine_opened_at" TIMESTAMPTZ(3),
    "clicked_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "bounce_type" TEXT,
    "bounce_reason" TEXT,
    "complained_at" TIMESTAMPTZ(3),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "open_tracked" BOOLEAN NOT NULL DEFAULT false,
    "ai_cost_usd" DECIMAL(10,6) NOT NULL DEFAULT 0,
    "fallback_used" BOOLEAN NOT NULL DEFAULT false,
    "angle" TEXT,
    "decision" JSONB,
    "reply_classification" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outreach_emails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_events" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "provider_connection_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_event_id" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "type" TEXT NOT NULL,
    "outreach_email_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "machine" BOOLEAN NOT NULL DEFAULT false,
    "machine_reason" TEXT,
    "metric" SMALLINT,
    "mailbox_scope" INTEGER,
    "domain_scope" INTEGER,
    "connection_scope" INTEGER,
    "payload" JSONB NOT NULL,

    CONSTRAINT "email_events_pkey" PRIMARY KEY ("id","occurred_at")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "quarantined_events" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "provider_connection_id" UUID NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,
    "payload" TEXT NOT NULL,

    CONSTRAINT "quarantined_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capacity_days" (
    "tenant_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "capacity_days_pkey" PRIMARY KEY ("tenant_id","day","kind","key")
);

-- CreateTable
CREATE TABLE "reputation_scopes" (
    "tenant_id" UUID NOT NULL,
    "scope_index" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reputation_scopes_pkey" PRIMARY KEY ("tenant_id","scope_index")
);

-- CreateTable
CREATE TABLE "reputation_generations" (
    "tenant_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reputation_generations_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "reputation_dirty" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "epoch_hour" INTEGER NOT NULL,
    "failed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reputation_dirty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reputation_hours" (
    "tenant_id" UUID NOT NULL,
    "scope_index" INTEGER NOT NULL,
    "epoch_hour" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "delivered" INTEGER NOT NULL DEFAULT 0,
    "bounced" INTEGER NOT NULL DEFAULT 0,
    "complained" INTEGER NOT NULL DEFAULT 0,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "clicked" INTEGER NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reputation_hours_pkey" PRIMARY KEY ("tenant_id","scope_index","epoch_hour")
);

-- CreateTable
CREATE TABLE "health_states" (
    "tenant_id" UUID NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'healthy',
    "reason" TEXT,
    "evidence" JSONB,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releases_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "health_states_pkey" PRIMARY KEY ("tenant_id","scope_kind","scope_id")
);

-- CreateTable
CREATE TABLE "health_transitions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "reason" TEXT,
    "evidence" JSONB,
    "actor_kind" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "health_transitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "function_id" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "requested_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "filename" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'insert',
    "campaign_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'receiving',
    "columns" JSONB NOT NULL DEFAULT '{}',
    "total_rows" INTEGER NOT NULL DEFAULT 0,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "tenant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row_number" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "result" TEXT,
    "detail" TEXT,
    "prospect_id" UUID,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id","row_number")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenants_slug_key" ON "tenants"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limits_key_key" ON "rate_limits"("key");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_idx" ON "api_keys"("tenant_id");

-- CreateIndex
CREATE INDEX "audit_log_tenant_id_id_idx" ON "audit_log"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_tenant_id_target_kind_target_id_id_idx" ON "audit_log"("tenant_id", "target_kind", "target_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "provider_connections_tenant_id_name_key" ON "provider_connections"("tenant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "sending_domains_tenant_id_domain_key" ON "sending_domains"("tenant_id", "domain");

-- CreateIndex
CREATE INDEX "mailboxes_tenant_id_sending_domain_id_idx" ON "mailboxes"("tenant_id", "sending_domain_id");

-- CreateIndex
CREATE INDEX "mailboxes_tenant_id_provider_connection_id_idx" ON "mailboxes"("tenant_id", "provider_connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailboxes_tenant_id_from_email_key" ON "mailboxes"("tenant_id", "from_email");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_tenant_id_name_key" ON "campaigns"("tenant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "email_templates_tenant_id_name_key" ON "email_templates"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "prospects_tenant_id_id_idx" ON "prospects"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "prospects_tenant_id_email_key_key" ON "prospects"("tenant_id", "email_key");

-- CreateIndex
CREATE UNIQUE INDEX "prospects_tenant_id_source_place_id_key" ON "prospects"("tenant_id", "source_place_id");

-- CreateIndex
CREATE UNIQUE INDEX "outreach_tenant_id_prospect_id_key" ON "outreach"("tenant_id", "prospect_id");

-- CreateIndex
CREATE INDEX "outreach_emails_tenant_id_outreach_id_created_at_idx" ON "outreach_emails"("tenant_id", "outreach_id", "created_at");

-- CreateIndex
CREATE INDEX "outreach_emails_tenant_id_mailbox_id_scheduled_at_idx" ON "outreach_emails"("tenant_id", "mailbox_id", "scheduled_at");

-- CreateIndex
CREATE UNIQUE INDEX "outreach_emails_tenant_id_message_id_key" ON "outreach_emails"("tenant_id", "message_id");

-- CreateIndex
CREATE INDEX "email_events_tenant_id_outreach_email_id_idx" ON "email_events"("tenant_id", "outreach_email_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_events_tenant_id_provider_provider_event_id_occurred__key" ON "email_events"("tenant_id", "provider", "provider_event_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_events_tenant_id_fingerprint_occurred_at_key" ON "email_events"("tenant_id", "fingerprint", "occurred_at");

-- CreateIndex
CREATE INDEX "quarantined_events_tenant_id_id_idx" ON "quarantined_events"("tenant_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_events_tenant_id_fingerprint_key" ON "quarantined_events"("tenant_id", "fingerprint");

-- CreateIndex
CREATE INDEX "suppressions_tenant_id_id_idx" ON "suppressions"("tenant_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "suppressions_tenant_id_kind_value_key" ON "suppressions"("tenant_id", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "reputation_scopes_tenant_id_kind_key_key" ON "reputation_scopes"("tenant_id", "kind", "key");

-- CreateIndex
CREATE INDEX "reputation_dirty_tenant_id_operation_id_idx" ON "reputation_dirty"("tenant_id", "operation_id");

-- CreateIndex
CREATE INDEX "reputation_hours_tenant_id_epoch_hour_idx" ON "reputation_hours"("tenant_id", "epoch_hour");

-- CreateIndex
CREATE INDEX "health_transitions_tenant_id_scope_kind_scope_id_at_idx" ON "health_transitions"("tenant_id", "scope_kind", "scope_id", "at" DESC);

-- CreateIndex
CREATE INDEX "health_transitions_tenant_id_at_idx" ON "health_transitions"("tenant_id", "at" DESC);

-- CreateIndex
CREATE INDEX "job_runs_tenant_id_id_idx" ON "job_runs"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "job_runs_tenant_id_function_id_id_idx" ON "job_runs"("tenant_id", "function_id", "id" DESC);

-- CreateIndex
CREATE INDEX "imports_tenant_id_id_idx" ON "imports"("tenant_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_sending_domain_id_fkey" FOREIGN KEY ("sending_domain_id") REFERENCES "sending_domains"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_provider_connection_id_fkey" FOREIGN KEY ("provider_connection_id") REFERENCES "provider_connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_prospect_id_fkey" FOREIGN KEY ("prospect_id") REFERENCES "prospects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---- what the schema file cannot say ----------------------------------------------------------------------------

-- Value lists
ALTER TABLE "members" ADD CONSTRAINT "members_role_check" CHECK (role IN ('viewer', 'operator', 'admin', 'owner'));
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_role_check" CHECK (role IN ('viewer', 'operator', 'admin', 'owner'));
ALTER TABLE "provider_connections" ADD CONSTRAINT "provider_connections_kind_check" CHECK (kind IN ('simulator', 'smtp'));
ALTER TABLE "provider_connections" ADD CONSTRAINT "provider_connections_event_source_check" CHECK (event_source IN ('none', 'sendgrid'));
ALTER TABLE "sending_domains" ADD CONSTRAINT "sending_domains_auth_status_check" CHECK (auth_status IN ('unchecked', 'passed', 'partial', 'failed', 'unknown'));
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_status_check" CHECK (status IN ('draft', 'active', 'paused', 'completed', 'archived'));
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_kind_check" CHECK (kind IN ('email', 'domain'));
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_status_check" CHECK (status IN ('cold', 'contacted', 'interested', 'demo_scheduled', 'demo_completed', 'proposal_sent', 'won', 'lost', 'bounced', 'unreachable', 'unsubscribed', 'no_verified_email', 'generation_failed', 'duplicate_email', 'exhausted'));
-- In cold and contacted exactly one of the two says what happens next; elsewhere nothing is scheduled.
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_next_or_hold_check" CHECK (
  CASE WHEN status IN ('cold', 'contacted') THEN (next_send_at IS NULL) <> (hold_reason IS NULL) ELSE next_send_at IS NULL END
);
ALTER TABLE "outreach_emails" ADD CONSTRAINT "outreach_emails_status_check" CHECK (status IN ('queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'skipped', 'received'));
ALTER TABLE "outreach_emails" ADD CONSTRAINT "outreach_emails_direction_check" CHECK (direction IN ('outbound', 'inbound'));
ALTER TABLE "outreach_emails" ADD CONSTRAINT "outreach_emails_kind_check" CHECK (kind IN ('sequence', 'winback', 'reply', 'test'));
ALTER TABLE "capacity_days" ADD CONSTRAINT "capacity_days_used_check" CHECK (used >= 0);
ALTER TABLE "health_states" ADD CONSTRAINT "health_states_state_check" CHECK (state IN ('healthy', 'watch', 'throttled', 'paused', 'probation'));
ALTER TABLE "health_states" ADD CONSTRAINT "health_states_scope_kind_check" CHECK (scope_kind IN ('domain', 'mailbox', 'connection'));
ALTER TABLE "reputation_scopes" ADD CONSTRAINT "reputation_scopes_kind_check" CHECK (kind IN ('global', 'domain', 'mailbox', 'connection'));
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_status_check" CHECK (status IN ('queued', 'running', 'succeeded', 'failed'));
ALTER TABLE "imports" ADD CONSTRAINT "imports_status_check" CHECK (status IN ('receiving', 'running', 'done', 'failed'));

-- A sending domain is active in one tenant only.
CREATE UNIQUE INDEX "sending_domains_active_domain_key" ON "sending_domains" (domain) WHERE archived_at IS NULL;

-- One message a prospect, cycle and step: the row is the promise that it is sent once.
CREATE UNIQUE INDEX "outreach_emails_sequence_key" ON "outreach_emails" (tenant_id, outreach_id, re_contact_cycle, sequence_step)
  WHERE direction = 'outbound' AND kind = 'sequence' AND status <> 'cancelled';
CREATE UNIQUE INDEX "outreach_emails_winback_key" ON "outreach_emails" (tenant_id, outreach_id)
  WHERE kind = 'winback' AND status <> 'cancelled';
CREATE INDEX "outreach_emails_open_idx" ON "outreach_emails" (tenant_id, status, scheduled_at)
  WHERE status IN ('queued', 'claimed', 'sending');
CREATE INDEX "outreach_emails_sent_idx" ON "outreach_emails" (tenant_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX "outreach_emails_untracked_idx" ON "outreach_emails" (tenant_id, sent_at) WHERE sent_at IS NOT NULL AND NOT open_tracked;
CREATE INDEX "outreach_emails_provider_message_idx" ON "outreach_emails" (tenant_id, provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE INDEX "outreach_emails_bounced_idx" ON "outreach_emails" (tenant_id, recipient_domain, bounced_at) WHERE bounced_at IS NOT NULL;

-- Due follow-ups are one range scan; the index for due first touches comes with the re-contact columns.
CREATE INDEX "outreach_due_followup_idx" ON "outreach" (tenant_id, next_send_at, id) WHERE status = 'contacted' AND next_send_at IS NOT NULL;

CREATE INDEX "email_events_counted_idx" ON "email_events" (tenant_id, occurred_at) WHERE metric IS NOT NULL;
CREATE INDEX "email_events_parked_idx" ON "email_events" (tenant_id, received_at) WHERE outreach_email_id IS NULL;

-- Rewritten in place often: leave room on the page so that updates need no index entry.
ALTER TABLE "outreach" SET (fillfactor = 80);
ALTER TABLE "outreach_emails" SET (fillfactor = 80);

-- Month partitions. The default one takes what no month covers, so an odd clock never loses an event.
CREATE TABLE "email_events_default" PARTITION OF "email_events" DEFAULT;

CREATE FUNCTION ensure_email_event_partitions(first timestamptz, last timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', first);
  partition_name text;
BEGIN
  WHILE month <= last LOOP
    partition_name := 'email_events_' || to_char(month, 'YYYY_MM');
    IF to_regclass('public.' || partition_name) IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtext('ensure_email_event_partitions'));
      IF to_regclass('public.' || partition_name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF email_events FOR VALUES FROM (%L) TO (%L)', partition_name, month, month + interval '1 month');
      END IF;
    END IF;
    month := month + interval '1 month';
  END LOOP;
END $$;

-- Append-only: the log of who did what is never rewritten.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suppressions_no_update BEFORE UPDATE ON "suppressions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suppressions_keep_wishes BEFORE DELETE ON "suppressions" FOR EACH ROW
  WHEN (OLD.reason IN ('complained', 'unsubscribed')) EXECUTE FUNCTION refuse_change();

-- ---- row-level security ------------------------------------------------------------------------------------------
-- outreach_app sees one tenant, the one of app.tenant_id; outreach_system serves dispatchers, connection look-up and login.
-- Neither owns anything. Sessions take the role they need; the login role stays with migrations.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['outreach_app', 'outreach_system'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  END LOOP;
END $$;

CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.tenant_id', true), '')::uuid
$$;

/* Puts a table behind the tenant wall; `privileges` is what the application may do with it. */
CREATE FUNCTION protect_tenant_table(table_name text, privileges text, tenant_column text DEFAULT 'tenant_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY tenant_rows ON %I TO outreach_app USING (%I = (SELECT current_tenant_id())) WITH CHECK (%I = (SELECT current_tenant_id()))', table_name, tenant_column, tenant_column);
  EXECUTE format('CREATE POLICY system_rows ON %I TO outreach_system USING (true) WITH CHECK (true)', table_name);
  EXECUTE format('GRANT %s ON %I TO outreach_app, outreach_system', privileges, table_name);
END $$;
REVOKE EXECUTE ON FUNCTION protect_tenant_table FROM PUBLIC;

SELECT protect_tenant_table(name, 'SELECT, INSERT, UPDATE')
FROM unnest(ARRAY['sales_engine_config', 'provider_connections', 'sending_domains', 'mailboxes', 'campaigns', 'email_templates', 'prospects',
  'outreach', 'outreach_emails', 'email_events', 'reputation_scopes', 'reputation_generations', 'health_states', 'job_runs', 'api_keys', 'imports']) AS name;
SELECT protect_tenant_table(name, 'SELECT, INSERT')
FROM unnest(ARRAY['audit_log', 'health_transitions']) AS name;
SELECT protect_tenant_table(name, 'SELECT, INSERT, DELETE') FROM unnest(ARRAY['suppressions']) AS name;
SELECT protect_tenant_table(name, 'SELECT, INSERT, UPDATE, DELETE')
FROM unnest(ARRAY['capacity_days', 'reputation_hours', 'reputation_dirty', 'idempotency_keys', 'import_rows', 'quarantined_events', 'members']) AS name;
SELECT protect_tenant_table('tenants', 'SELECT, UPDATE', 'id');
GRANT INSERT ON "tenants" TO outreach_system;

-- Sign-in data belongs to people, not tenants: only the system role reaches it.
GRANT SELECT, INSERT, UPDATE, DELETE ON "users", "sessions", "accounts", "verifications", "rate_limits" TO outreach_system;
GRANT EXECUTE ON FUNCTION ensure_email_event_partitions TO outreach_app, outreach_system;

-- After a bulk load the planner must learn of it at once, not when autovacuum comes by.
GRANT MAINTAIN ON "prospects", "outreach", "outreach_emails", "email_events", "import_rows", "suppressions" TO outreach_app, outreach_system;
