import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Seconds; the longest job (a re-contact of 143,000) takes a few minutes. */
const jobSeconds = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900];

// Bundles may hold this module more than once; the process counts in one place all the same.
const shared = globalThis as typeof globalThis & { outreachMetrics?: ReturnType<typeof createMetrics> };

/**
 * What this process counts as it works, since it began. Labels come from closed lists: never an address, a name or a tenant, so
 * that nobody's data leaves with them and their number stays bounded.
 */
export function metrics() {
  shared.outreachMetrics ??= createMetrics();
  return shared.outreachMetrics;
}

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  return {
    registry,
    webhookPosts: counter("outreach_webhook_posts_total", "Posts to the event webhooks, by what was answered", [
      "result",
    ]),
    webhookEvents: counter(
      "outreach_webhook_events_total",
      "Provider events of accepted posts, by type and what they came to",
      ["type", "result"],
    ),
    sends: counter("outreach_sends_total", "Hand-overs of messages, by what they came to and why", [
      "outcome",
      "reason",
    ]),
    jobRuns: counter("outreach_job_runs_total", "Runs of jobs that ended, by result", ["job", "result"]),
    jobSeconds: new Histogram({
      name: "outreach_job_run_seconds",
      help: "How long runs of jobs took",
      labelNames: ["job"],
      buckets: jobSeconds,
      registers: [registry],
    }),
    jobLastSuccess: new Gauge({
      name: "outreach_job_last_success_timestamp_seconds",
      help: "When a run of the job last succeeded in this process",
      labelNames: ["job"],
      registers: [registry],
    }),
    reputationRebuilds: counter("outreach_reputation_rebuilds_total", "Times counters in Redis were counted anew", [
      "kind",
    ]),
    driftChecks: counter("outreach_reputation_drift_checks_total", "Comparisons of Redis with Postgres, by result", [
      "result",
    ]),
    driftedCounters: counter(
      "outreach_reputation_drifted_counters_total",
      "Counters in Redis that were not what Postgres says",
      [],
    ),
  };
}
