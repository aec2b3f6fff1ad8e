import { route } from "#app/api/route-kit.ts";
import { getCommandCenter } from "#lib/command-center/get-command-center.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer" }, ({ ctx, tenantId }) => getCommandCenter(ctx, { tenantId })),
});
