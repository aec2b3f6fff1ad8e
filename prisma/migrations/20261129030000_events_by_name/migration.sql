-- Events are searched by what they are called. An index that begins with the tenant invites the planner to read all of a tenant's events
-- instead, where its statistics do not know the tenant, the month or the last hours yet (ADR 0024).
CREATE UNIQUE INDEX IF NOT EXISTS "email_events_provider_event_id_provider_tenant_id_occurred__key" ON "email_events"("provider_event_id", "provider", "tenant_id", "occurred_at");
CREATE UNIQUE INDEX IF NOT EXISTS "email_events_fingerprint_tenant_id_occurred_at_key" ON "email_events"("fingerprint", "tenant_id", "occurred_at");
CREATE INDEX IF NOT EXISTS "email_events_outreach_email_id_idx" ON "email_events"("outreach_email_id");
DROP INDEX IF EXISTS "email_events_tenant_id_provider_provider_event_id_occurred__key";
DROP INDEX IF EXISTS "email_events_tenant_id_fingerprint_occurred_at_key";
DROP INDEX IF EXISTS "email_events_tenant_id_outreach_email_id_idx";
