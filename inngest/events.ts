import { eventType } from "inngest";
import { z } from "zod";
import type { EngineEvent, JobFunctionId } from "#lib/engine/events.ts";

// The only place where the job runner's event names are spelled.

export const emailQueued = eventType("outreach/email.queued", {
  schema: z.object({
    tenant_id: z.uuid(),
    outreach_email_id: z.uuid(),
    mailbox_id: z.uuid(),
    scheduled_at: z.iso.datetime(),
  }),
});

export const importReceived = eventType("outreach/import.received", {
  schema: z.object({ tenant_id: z.uuid(), import_id: z.uuid() }),
});

export const settingsChanged = eventType("outreach/settings.changed", { schema: z.object({ tenant_id: z.uuid() }) });

export const statesChanged = eventType("outreach/states.changed", { schema: z.object({ tenant_id: z.uuid() }) });

export const troubleReported = eventType("outreach/trouble.reported", { schema: z.object({ tenant_id: z.uuid() }) });

/** `run_id`: the row of the run; without it the run makes one. */
const runSchema = z.object({ tenant_id: z.uuid(), run_id: z.uuid().optional() });

/** One event a job, so that a job is triggered by its own requests only. */
export const runRequested = {
  "run-sequencer": eventType("outreach/run-sequencer.requested", { schema: runSchema }),
  "run-recontact": eventType("outreach/run-recontact.requested", { schema: runSchema }),
  "reconcile-sends": eventType("outreach/reconcile-sends.requested", { schema: runSchema }),
  "match-parked-events": eventType("outreach/match-parked-events.requested", { schema: runSchema }),
  "verify-prospects": eventType("outreach/verify-prospects.requested", { schema: runSchema }),
  "recompute-next-send": eventType("outreach/recompute-next-send.requested", {
    schema: runSchema.extend({ who: z.enum(["everybody", "put_off"]).optional() }),
  }),
  "evaluate-health": eventType("outreach/evaluate-health.requested", { schema: runSchema }),
  "roll-up-reputation": eventType("outreach/roll-up-reputation.requested", { schema: runSchema }),
  "check-reputation-drift": eventType("outreach/check-reputation-drift.requested", { schema: runSchema }),
  "daily-upkeep": eventType("outreach/daily-upkeep.requested", { schema: runSchema }),
  "check-domains": eventType("outreach/check-domains.requested", { schema: runSchema }),
  "evaluate-alerts": eventType("outreach/evaluate-alerts.requested", { schema: runSchema }),
} as const satisfies Record<JobFunctionId, unknown>;

export type RunnerEvent = { id: string; name: string; data: Record<string, string> };

/** Equal events within this time are one; after it the reconciler may publish a message again. */
const sameEventMs = 4 * 60_000;

/** An engine event as the job runner takes it; its id makes a second publication of the same thing harmless. */
export function toRunnerEvent(event: EngineEvent, now: Date): RunnerEvent {
  const slot = Math.floor(now.getTime() / sameEventMs);
  switch (event.type) {
    case "emailQueued": {
      const data = {
        tenant_id: event.tenantId,
        outreach_email_id: event.outreachEmailId,
        mailbox_id: event.mailboxId,
        scheduled_at: event.scheduledAt.toISOString(),
      };
      return { id: `email:${event.outreachEmailId}:${slot}`, name: emailQueued.name, data };
    }
    case "jobRequested": {
      const data = { tenant_id: event.tenantId, run_id: event.runId };
      return { id: `run:${event.runId}`, name: runRequested[event.functionId].name, data };
    }
    case "importReceived": {
      const data = { tenant_id: event.tenantId, import_id: event.importId };
      return { id: `import:${event.importId}:${slot}`, name: importReceived.name, data };
    }
    case "settingsChanged":
      return {
        id: `settings:${event.tenantId}:${crypto.randomUUID()}`,
        name: settingsChanged.name,
        data: { tenant_id: event.tenantId },
      };
    case "statesChanged":
      return {
        id: `states:${event.tenantId}:${crypto.randomUUID()}`,
        name: statesChanged.name,
        data: { tenant_id: event.tenantId },
      };
    case "troubleReported":
      return {
        id: `trouble:${event.tenantId}:${crypto.randomUUID()}`,
        name: troubleReported.name,
        data: { tenant_id: event.tenantId },
      };
  }
}
