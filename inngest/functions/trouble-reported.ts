import { inngest } from "../client.ts";
import { runRequested, troubleReported } from "../events.ts";

/** After bounces, blocks and complaints, a moment after the last of them: asks for an evaluation (SPEC §4, §10). */
export const troubleReportedFunction = () =>
  inngest.createFunction(
    {
      id: "trouble-reported",
      triggers: [troubleReported],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "15s" },
      retries: 3,
    },
    async ({ event, step }) => {
      const { tenant_id } = event.data;
      await step.sendEvent("ask-for-evaluation", runRequested["evaluate-health"].create({ tenant_id }));
      return { tenant_id };
    },
  );
