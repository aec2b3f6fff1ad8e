import type { JobFunctionId } from "#lib/engine/events.ts";

export type JobSchedule =
  /** cron in UTC */
  | { kind: "cron"; cron: string }
  /** once a day at this hour, in the tenant's `send_timezone` */
  | { kind: "daily_local"; hour: number };

type Job = { title: string; description: string; schedule: JobSchedule | null };

/** Local hour of the daily re-contact run (SPEC §9). */
export const recontactHour = 5;

/** Every job that runs for one tenant, as the jobs page lists it. */
export const jobCatalogue: Record<JobFunctionId, Job> = {
  "run-sequencer": {
    title: "Sequencer",
    description: "Decides who is due, chooses the mailbox and queues the messages",
    schedule: { kind: "cron", cron: "*/30 * * * *" },
  },
  "run-recontact": {
    title: "Re-contact",
    description: "Returns silent prospects to the start of their sequence",
    schedule: { kind: "daily_local", hour: recontactHour },
  },
  "reconcile-sends": {
    title: "Reconcile sends",
    description: "Takes back expired claims and publishes late messages again",
    schedule: { kind: "cron", cron: "*/5 * * * *" },
  },
  "match-parked-events": {
    title: "Match parked events",
    description: "Tries provider events again whose message was not known yet",
    schedule: { kind: "cron", cron: "*/5 * * * *" },
  },
  "verify-prospects": {
    title: "Verify prospects",
    description: "Checks that addresses can receive mail; also runs before every sequencer run",
    schedule: null,
  },
  "recompute-next-send": {
    title: "Recompute next sends",
    description: "Works out every next send again after a settings change",
    schedule: null,
  },
  "evaluate-health": {
    title: "Health guard",
    description: "Judges mailboxes, sending domains and connections; also runs seconds after bounces or complaints",
    schedule: { kind: "cron", cron: "*/5 * * * *" },
  },
  "roll-up-reputation": {
    title: "Roll up reputation",
    description: "Adds up the closed hours that the health guard looks back on",
    schedule: { kind: "cron", cron: "10 * * * *" },
  },
  "check-reputation-drift": {
    title: "Check counters",
    description: "Compares the counters in Redis with Postgres and has those that differ counted anew",
    schedule: { kind: "cron", cron: "40 * * * *" },
  },
  "daily-upkeep": {
    title: "Daily upkeep",
    description:
      "Counts when emails are answered best, takes away old runs, reports and hourly counts, and checks the partitions of the event table",
    schedule: { kind: "cron", cron: "50 3 * * *" },
  },
  "check-domains": {
    title: "Check domains",
    description: "Looks up SPF, DKIM and DMARC of every sending domain",
    schedule: { kind: "cron", cron: "20 4 * * *" },
  },
  "evaluate-alerts": {
    title: "Evaluate alerts",
    description:
      "Opens and closes alerts and sends their notices; also runs seconds after a change of health or settings",
    schedule: { kind: "cron", cron: "*/5 * * * *" },
  },
};
