import { route } from "#app/api/route-kit.ts";
import { campaignTargets, targetsBody } from "#lib/campaigns/contract.ts";
import { tryTargets } from "#lib/campaigns/preview-targets.ts";
import { methods } from "#lib/http/methods.ts";

const told = {
  role: "viewer",
  body: targetsBody,
  summary: "Count whom trades and locations would mean",
  answer: campaignTargets,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, body }) => tryTargets(ctx, { tenantId, body })),
});
