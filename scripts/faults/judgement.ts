import type { Defence } from "./defence.ts";

/** Health and choice, time, alerts. */
export const judgementDefences: Defence[] = [
  {
    fault: "bounces cross a line while the domain sends, and the job runner is silent",
    test: "lib/health/prompt-stop.int.test.ts: from the bounces that cross a line on, a domain gets rid of what is in flight and no more; another goes on",
    changes: [{ file: "lib/health/report-trouble.ts", from: "judgeTrouble(ctx, tenantId, scopes), ", to: "" }],
  },
  {
    fault: "domain A bounces 20 % while B sends",
    test: "lib/health/isolation.int.test.ts: the verdict, factors, warm-up cap and mailbox caps of a domain are its own, whatever happens on another: $name",
    changes: [
      {
        file: "lib/reputation/judge-scopes.ts",
        from: "const at = scope * metricsPerScope;",
        to: "const at = 0 * scope;",
      },
    ],
  },
  {
    fault: "every mailbox unhealthy",
    test: "lib/sending/policy/choose-sender.test.ts: is not sent at all when every mailbox is unhealthy, and says when to look again",
    changes: [
      {
        file: "lib/sending/policy/choose-sender.ts",
        from: "const answer = problem === null ? room(sender) : { reason: problem, retryAt: times.unhealthyRetryAt };",
        to: "const answer = room(sender);",
      },
    ],
  },
  {
    fault: "every mailbox unhealthy",
    test: "lib/sequencing/run-sequencer.int.test.ts: tells every due prospect why and when next, sends nothing and does not come back to them",
    changes: [
      {
        file: "lib/sending/policy/choose-sender.ts",
        from: 'soonest ?? { reason: "no_sendable_mailbox", retryAt: times.unhealthyRetryAt };',
        to: 'soonest ?? { reason: "no_sendable_mailbox", retryAt: new Date(0) };',
      },
    ],
  },
  {
    fault: "few sends and one bounce",
    test: "lib/health/policy/few-sends.test.ts: one bounce among $sent sends stops nobody: neither the score nor the guard",
    changes: [
      {
        file: "lib/reputation/policy/chooser-throttle.ts",
        from: 'return hasEvidence && !isOpenRateAlone ? "paused"',
        to: 'return hasEvidence || !isOpenRateAlone ? "paused"',
      },
      {
        file: "lib/reputation/policy/compute-email-score.ts",
        from: "if (input.sent >= scoring.warmupSampleSends) {",
        to: "if (input.sent >= 1) {",
      },
    ],
  },
  {
    fault: "opens not tracked",
    test: "lib/reputation/policy/compute-email-score.test.ts: leaves opens out of score and guardrails",
    changes: [
      {
        file: "lib/reputation/policy/judge-rates.ts",
        from: "openRate: openTracking && delivered > 0 ?",
        to: "openRate: delivered > 0 ?",
      },
    ],
  },
  {
    fault: "opens not tracked",
    test: "lib/sequencing/policy/next-send.test.ts: asks the setting when nothing of the cycle was tracked",
    changes: [
      {
        file: "lib/sequencing/policy/engagement-gate.ts",
        from: 'if (!facts.isOpenTracked) return { isOpen: settings.untracked_engagement === "send", rule: "engagement_unknown" };\n',
        to: "",
      },
    ],
  },
  {
    fault: "a daily cap under 50 concurrent senders",
    test: "lib/sending/capacity.int.test.ts: lets 50 workers at once never exceed a cap, nor waste one place",
    changes: [
      { file: "lib/sending/reserve-capacity.ts", from: "  await lockCapacityDays(tx, tenantId, [day]);\n", to: "" },
    ],
  },
  {
    fault: "DST gap and fold",
    test: "lib/sequencing/policy/send-window.test.ts: window inside the DST gap: the day after",
    changes: [
      {
        file: "lib/sequencing/policy/send-window.ts",
        from: "|| minute >= minutesOf(settings.send_hours_end)) return false;",
        to: ") return false;",
      },
    ],
  },
  {
    fault: "DST gap and fold",
    test: "lib/sequencing/policy/send-window.test.ts: clock gone back out of the window: its second start",
    changes: [
      {
        file: "lib/shared/zone-clock.ts",
        from: "[...new Set([before, after])].filter(",
        to: "[before].filter(",
      },
    ],
  },
  {
    fault: "DST gap and fold",
    test: "lib/sequencing/policy/send-window.test.ts: is inside exactly when the wall clock and the day allow it",
    changes: [
      {
        file: "lib/sequencing/policy/send-window.ts",
        from: "|| minute >= minutesOf(settings.send_hours_end)) return false;",
        to: ") return false;",
      },
    ],
  },
  {
    fault: "leap day",
    test: "lib/sequencing/policy/send-window-places.test.ts: 28 February of a leap year: the 29th",
    changes: [
      {
        file: "lib/sequencing/policy/send-window.ts",
        from: "const weekday = (day + 4) % 7;",
        to: 'if (new Date(day * 86_400_000).toISOString().slice(5, 10) === "02-29") return false;\n  const weekday = (day + 4) % 7;',
      },
    ],
  },
  {
    fault: "unknown zone",
    test: "lib/sequencing/policy/send-window-places.test.ts: takes the tenant's zone only where the place says nothing",
    changes: [
      {
        file: "lib/sequencing/policy/time-zone.ts",
        from: 'if (byState) return { zones: byState, source: "state" };\n',
        to: "",
      },
    ],
  },
  {
    fault: "job runner away, and with it the job that tells of alerts",
    test: "lib/alerts/watch-runner.int.test.ts: a silent job runner is told of once, without it, and its end too",
    changes: [
      {
        file: "lib/alerts/watch-runner.ts",
        from: "await deliverWebhooks(ctx, tenantId);\n",
        to: "",
      },
    ],
  },
];
