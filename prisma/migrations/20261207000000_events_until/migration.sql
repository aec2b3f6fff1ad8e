/*
 * Until when a prospect's messages may have events; of those made later none is looked for. A day more than that, for servers of the version
 * before that still take events meanwhile and do not move it.
 */
ALTER TABLE "outreach" ADD COLUMN IF NOT EXISTS "events_until" TIMESTAMPTZ(3) NOT NULL DEFAULT (CURRENT_TIMESTAMP + interval '1 day');
