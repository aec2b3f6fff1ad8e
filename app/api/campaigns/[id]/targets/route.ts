import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { campaignTargets } from "#lib/campaigns/contract.ts";
import { previewTargets } from "#lib/campaigns/preview-targets.ts";
import { methods } from "#lib/http/methods.ts";

const told = {
  role: "viewer",
  params: z.object({ id: z.uuid() }),
  summary: "Count whom a campaign's trades and locations mean",
  answer: campaignTargets,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(told, ({ ctx, tenantId, params: { id } }) => previewTargets(ctx, { tenantId, id })),
});
