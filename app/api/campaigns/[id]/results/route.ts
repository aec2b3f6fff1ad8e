import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { campaignResults } from "#lib/campaigns/contract-results.ts";
import { getResults } from "#lib/campaigns/get-results.ts";
import { methods } from "#lib/http/methods.ts";

const told = {
  hasEtag: true,
  role: "viewer",
  params: z.object({ id: z.uuid() }),
  summary: "Get what a campaign's mail came to, step by step",
  answer: campaignResults,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(told, ({ ctx, tenantId, params: { id } }) => getResults(ctx, { tenantId, id })),
});
