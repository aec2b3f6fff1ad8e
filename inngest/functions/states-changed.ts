import { inngest } from "../client.ts";
import { runRequested, statesChanged } from "../events.ts";

/**
 * After mailboxes, sending domains or connections were stopped or let go, a moment after the last of them: who was put off is looked at
 * again, and so are the alerts (SPEC §4, §6). Nobody else's next send hangs on a state, so a large tenant is not gone through.
 */
export const statesChangedFunction = () =>
  inngest.createFunction(
    {
      id: "states-changed",
      triggers: [statesChanged],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "30s" },
      retries: 3,
    },
    async ({ event, step }) => {
      const { tenant_id } = event.data;
      await step.sendEvent("ask-for-recomputation", [
        runRequested["recompute-next-send"].create({ tenant_id, who: "put_off" }),
        runRequested["evaluate-alerts"].create({ tenant_id }),
      ]);
      return { tenant_id };
    },
  );
