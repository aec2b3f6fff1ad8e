-- Which template a message's words are from: null when the engine wrote them, and for messages from before this was noted.
ALTER TABLE "outreach_emails" ADD COLUMN IF NOT EXISTS "template_id" UUID;
