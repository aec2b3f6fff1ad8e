import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";
import { emailQueued } from "../events.ts";

/**
 * Sends one queued message at its time: claim, text, hand-over (SPEC §7, §10). One at a time per mailbox. A run that comes too late, too
 * early or twice ends at the claim; the ledger decides, and the reconciler asks again.
 */
export const sendEmailFunction = (engine: EngineSource) =>
  inngest.createFunction(
    {
      id: "send-email",
      triggers: [emailQueued],
      concurrency: { key: "event.data.mailbox_id", limit: 1 },
      retries: 3,
    },
    async ({ event, step, runId }) => {
      const { tenant_id: tenantId, outreach_email_id: outreachEmailId, scheduled_at: scheduledAt } = event.data;
      await step.sleepUntil("until-scheduled", scheduledAt);
      const claimed = await step.run("claim", () => claimSend(engine(), { tenantId, outreachEmailId, runId }));
      if (claimed.kind !== "claimed") return claimed;
      const text = await step.run("generate", () => generateEmail(engine(), claimed.claim));
      if (text.kind !== "ready") return text;
      return step.run("hand-over", () => handOverSend(engine(), claimed.claim));
    },
  );
