import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { scoreExplanation } from "#lib/history/contract-score.ts";
import { explainPlace } from "#lib/history/explain-place.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const told = { summary: "How the score of a sending domain comes about", answer: scoreExplanation };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ hasEtag: true, role: "viewer", params, ...told }, ({ ctx, tenantId, params: { id } }) =>
    explainPlace(ctx, { tenantId, scope: { kind: "domain", id } }),
  ),
});
