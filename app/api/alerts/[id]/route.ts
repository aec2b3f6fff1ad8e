import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { alertView } from "#lib/alerts/contract.ts";
import { getAlert } from "#lib/alerts/list-alerts.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Read an alert", answer: alertView, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getAlert(ctx, { tenantId, id }),
  ),
});
