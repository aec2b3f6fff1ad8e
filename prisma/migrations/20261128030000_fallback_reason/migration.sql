-- Why a message's text is another than the one asked for: null when it is not.
ALTER TABLE "outreach_emails" ADD COLUMN IF NOT EXISTS "fallback_reason" TEXT;
