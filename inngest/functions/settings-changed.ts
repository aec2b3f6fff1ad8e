import { inngest } from "../client.ts";
import { runRequested, settingsChanged } from "../events.ts";

/** After changes of settings, a moment after the last of them: next sends and alerts are worked out again (SPEC §6). */
export const settingsChangedFunction = () =>
  inngest.createFunction(
    {
      id: "settings-changed",
      triggers: [settingsChanged],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "30s" },
      retries: 3,
    },
    async ({ event, step }) => {
      const { tenant_id } = event.data;
      await step.sendEvent("ask-for-recomputation", [
        runRequested["recompute-next-send"].create({ tenant_id }),
        runRequested["evaluate-alerts"].create({ tenant_id }),
      ]);
      return { tenant_id };
    },
  );
