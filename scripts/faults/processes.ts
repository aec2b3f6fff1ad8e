import type { Defence } from "./defence.ts";
import { batchNotLookedAtAgain, batchTakenAgain, claimOfAnybody, handOverOfAnyClaim } from "./process-changes.ts";

export const processDefences: Defence[] = [
  {
    fault:
      "kill −9 at any edge of a send: after the claim, before and after every commit, before the hand-over, after the provider's acceptance",
    test: "lib/sending/killed.int.test.ts: kill -9 $edge: the message is never with the provider twice, and counted for what it is",
    changes: [
      {
        file: "lib/sending/repo-reconcile.ts",
        from: "AND status = 'claimed' AND lease_until <= ${limits.now}",
        to: "AND status IN ('claimed', 'sending') AND lease_until <= ${limits.now}",
      },
    ],
  },
  {
    fault: "kill −9 between the batches of re-contact",
    test: "lib/recontact/killed.int.test.ts: kill -9 between batches, before a commit and after it: everybody comes back once, and exactly one cycle further",
    changes: batchTakenAgain,
  },
  {
    fault: "crash in the middle of an import",
    test: "lib/prospects/process-import.int.test.ts: loses no more than the batch in hand to a crash, and does that one again",
    changes: [
      {
        file: "lib/prospects/process-import.ts",
        from: "processBatch(ctx, tx, target), { timeoutMs: 60_000 }),\n    );\n    if (outcomes === null) return counts;",
        to: "processBatch(ctx, tx, target), { timeoutMs: 60_000 }),\n    ).catch(() => null);\n    if (outcomes === null) return counts;",
      },
    ],
  },
  {
    fault: "a row whose worker dies every time",
    test: "lib/sending/crash.int.test.ts: that happens every time: the row is given up after five claims",
    changes: [
      {
        file: "lib/sending/repo-reconcile.ts",
        from: "e.id = x.id AND x.attempts < ${limits.maxClaims}::int",
        to: "e.id = x.id",
      },
    ],
  },
  {
    fault: "the same step run twice, runs that overlap",
    test: "lib/sending/sending.int.test.ts: sends once when every step runs twice and runs overlap",
    changes: [
      ...claimOfAnybody,
      {
        file: "lib/sending/policy/pre-send.ts",
        from: "if (!isNextStep || !isSameAddress(",
        to: "if (!isSameAddress(",
      },
    ],
  },
  {
    fault: "the same step run twice, runs that overlap",
    test: "lib/sequencing/run-sequencer.int.test.ts: keeps two runs at once from planning the same row or exceeding a cap",
    changes: [
      {
        file: "lib/sequencing/plan-batch.ts",
        from: "  await lockCapacityDays(tx, frame.tenantId, [frame.day]);\n",
        to: "",
      },
    ],
  },
  {
    fault: "the same step run twice, runs that overlap",
    test: "lib/recontact/run-recontact-races.int.test.ts: return each prospect once, however many run at the same time or again",
    changes: [batchNotLookedAtAgain],
  },
  {
    fault: "several processes on the same rows",
    test: "lib/sending/killed.int.test.ts: while one hands it over another finds it gone",
    changes: claimOfAnybody,
  },
  {
    fault: "several processes on the same rows",
    test: "lib/recontact/killed.int.test.ts: two processes at once: each prospect comes back once",
    changes: batchTakenAgain,
  },
  {
    fault: "SIGTERM mid-batch",
    test: "scripts/inngest-standin/main.test.ts: registers the app, calls it, and on SIGTERM lets the call in flight finish and its events in",
    changes: [
      {
        file: "scripts/inngest-standin/main.ts",
        from: "void standin.stop(graceMs).finally(() => process.exit(0));",
        to: "process.exit(0);",
      },
    ],
  },
  {
    fault: "SIGTERM mid-batch",
    test: "scripts/serve/drain.test.ts: answers what is at work before it ends, and takes nothing new",
    changes: [
      {
        file: "scripts/serve/drain.ts",
        from: "    await Promise.race([closed, this.#wait(timeoutMs)]);\n",
        to: "    void [closed, timeoutMs];\n",
      },
    ],
  },
  {
    fault: "kill switch at full rate",
    test: "lib/sending/kill-switch.int.test.ts: the kill switch at full rate: nothing becomes `sending` once it is committed, and everybody else is planned again",
    changes: [
      {
        file: "lib/sending/policy/pre-send.ts",
        from: 'if (!settings.is_active || settings.sequencer_paused) return "engine_paused";',
        to: 'if (!settings.is_active) return "engine_paused";',
      },
    ],
  },
  {
    fault: "job runner away for two hours",
    test: "lib/sequencing/runner-away.int.test.ts: two hours without the job runner: what was missed is planned anew with its spacing, no burst",
    changes: [
      {
        file: "lib/sending/reconcile-sends.ts",
        from: "return isLongAgo || !isInsideSendWindow(at, settings, now);",
        to: "return !isInsideSendWindow(at, settings, now);",
      },
    ],
  },
  {
    fault: "job runner away for two hours",
    test: "lib/sequencing/runner-away.int.test.ts: what slept in the job runner wakes up before anybody has tidied: none of it leaves in a burst",
    changes: [
      {
        file: "lib/sending/repo-ledger.ts",
        from: "e.scheduled_at BETWEEN ${claim.missedBefore}::timestamptz AND ${claim.dueBy}::timestamptz",
        to: "e.scheduled_at <= ${claim.dueBy}::timestamptz",
      },
    ],
  },
  {
    fault: "job runner away for two hours",
    test: "lib/sequencing/runner-away.int.test.ts: back after the window has closed: nothing goes out, and the missed ones are due the next morning",
    changes: [
      {
        file: "lib/sending/reconcile-sends.ts",
        from: "return { republish: late.filter((row) => !isMissed(row)), missed: late.filter(isMissed) };",
        to: "return { republish: late, missed: [] };",
      },
    ],
  },
  {
    fault: "job runner away for two hours",
    test: "scripts/inngest-standin/engine-flow.test.ts: cron ticks come at their times; those missed while the machine slept are not made up for",
    changes: [
      {
        file: "scripts/inngest-standin/registry.ts",
        from: "this.#armCron(key, current.fn, current.trigger);\n",
        to: "for (let at = trigger.next(next); at && at.getTime() <= this.#clock.now(); at = trigger.next(at))\n        this.#onCron(current.fn, trigger.source, at.getTime());\n      this.#armCron(key, current.fn, current.trigger);\n",
      },
    ],
  },
  {
    fault: "clocks 10 minutes off",
    test: "lib/sending/clock-skew.int.test.ts: a sweep whose clock is 10 minutes fast takes a claim away: its worker hands nothing over, the next one sends it",
    changes: handOverOfAnyClaim,
  },
  {
    fault: "clocks 10 minutes off",
    test: "lib/sending/clock-skew.int.test.ts: a sweep whose clock is 10 minutes fast gives a hand-over up while it is at work: its acceptance still makes it sent, once",
    changes: [
      {
        file: "lib/sending/record-sent.ts",
        from: '  if (outcome.kind === "accepted") await settleLate(ctx, claim);\n',
        to: "",
      },
    ],
  },
  {
    fault: "clocks 10 minutes off",
    test: "lib/sending/clock-skew.int.test.ts: a worker whose clock is 10 minutes slow waits for the message's time, and holds a claim no longer than others let it",
    changes: [
      {
        file: "lib/sending/repo-ledger.ts",
        from: "(e.status = 'queued' AND e.scheduled_at BETWEEN ${claim.missedBefore}::timestamptz AND ${claim.dueBy}::timestamptz)",
        to: "e.status IN ('queued', 'claimed')",
      },
    ],
  },
  {
    fault: "clocks 10 minutes off",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: takes an event from the future as happening now, once",
    changes: [
      {
        file: "lib/webhooks/policy/normalise-sendgrid.ts",
        from: "return stated > now.getTime() + maxAheadMs ? now : new Date(stated);",
        to: "return new Date(stated);",
      },
    ],
  },
  {
    fault: "migration while old code runs",
    test: "scripts/db/scaling-migration.int.test.ts: adds the scaling columns and index while another connection reads and writes",
    changes: [
      {
        file: "prisma/migrations/20261102000000_outreach_scaling_v1/migration.sql",
        from: 'CREATE INDEX CONCURRENTLY "ix_outreach_recontact" ON',
        to: 'BEGIN; LOCK TABLE "outreach"; SELECT pg_sleep(3); COMMIT;\nCREATE INDEX "ix_outreach_recontact" ON',
      },
    ],
  },
  {
    fault: "migration while old code runs",
    test: "scripts/db/scaling-migration.int.test.ts: %s blocks no writer either, and can be run again after it was cut off",
    changes: [
      {
        file: "prisma/migrations/20261127091000_queue_of_the_day/migration.sql",
        from: 'DROP INDEX CONCURRENTLY IF EXISTS "outreach_emails_scheduled_idx";',
        to: "",
      },
    ],
  },
];
