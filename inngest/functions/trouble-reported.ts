import { inngest } from "../client.ts";
import { runRequested, troubleReported } from "../events.ts";

/**
 * After bounces, blocks and complaints: asks for an evaluation of the whole tenant, a moment after the last of them and five seconds after
 * the first at most (SPEC §4, §10). Who took them in has judged their senders by then, if all went well.
 */
export const troubleReportedFunction = () =>
  inngest.createFunction(
    {
      id: "trouble-reported",
      triggers: [troubleReported],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "5s" },
      retries: 3,
    },
    async ({ event, step }) => {
      const { tenant_id } = event.data;
      await step.sendEvent("ask-for-evaluation", runRequested["evaluate-health"].create({ tenant_id }));
      return { tenant_id };
    },
  );
