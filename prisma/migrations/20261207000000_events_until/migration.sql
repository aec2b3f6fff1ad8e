/*
 * Until when a prospect's messages may have events. Of what was there before this, all may; a day more, for servers of the version before
 * that still take events meanwhile and do not move it.
 */
ALTER TABLE "outreach" ADD COLUMN "events_until" TIMESTAMPTZ(3) NOT NULL DEFAULT (CURRENT_TIMESTAMP + interval '1 day');
ALTER TABLE "outreach" ALTER COLUMN "events_until" SET DEFAULT CURRENT_TIMESTAMP;
