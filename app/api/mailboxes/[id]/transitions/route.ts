import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { healthTransitionPage } from "#lib/health/contract-transitions.ts";
import { listTransitions } from "#lib/health/list-transitions.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const params = z.object({ id: z.uuid() });
const told = { summary: "Changes of health of a mailbox, newest first", answer: healthTransitionPage };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, query: pageQuery, ...told }, ({ ctx, tenantId, params: { id }, query }) =>
    listTransitions(ctx, { tenantId, scope: { kind: "mailbox", id }, ...query }),
  ),
});
