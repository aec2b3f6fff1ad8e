import { route } from "#app/api/route-kit.ts";
import { commandCenter } from "#lib/command-center/contract.ts";
import { getCommandCenter } from "#lib/command-center/get-command-center.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "The state of the engine at a glance", answer: commandCenter, role: "viewer" },
    ({ ctx, tenantId }) => getCommandCenter(ctx, { tenantId }),
  ),
});
