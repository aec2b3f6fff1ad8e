import { serve } from "inngest/next";
import { inngest } from "#inngest/client.ts";
import { engineContext } from "#inngest/engine.ts";
import { engineFunctions } from "#inngest/engine-functions.ts";

/** Where the job runner calls and registers: signed calls only, in both directions (SPEC §10). */
export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: engineFunctions(engineContext),
  enableUnauthedSync: false,
});
