import { processImport } from "#lib/prospects/process-import.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";
import { importReceived, runRequested } from "../events.ts";

/** Works off an uploaded file, then has its addresses verified (SPEC §12). The import keeps its own record. */
export const importProspectsFunction = (engine: EngineSource) =>
  inngest.createFunction(
    {
      id: "import-prospects",
      triggers: [importReceived],
      concurrency: { key: "event.data.tenant_id", limit: 1 },
      retries: 3,
    },
    async ({ event, step }) => {
      const { tenant_id, import_id: importId } = event.data;
      const results = await step.run("process", () => processImport(engine(), { tenantId: tenant_id, importId }));
      await step.sendEvent("ask-for-verification", runRequested["verify-prospects"].create({ tenant_id }));
      return results;
    },
  );
