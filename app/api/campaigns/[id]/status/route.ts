import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { campaignStatusBody, campaignView } from "#lib/campaigns/contract.ts";
import { moveCampaign } from "#lib/campaigns/move-campaign.ts";
import { methods } from "#lib/http/methods.ts";

const told = {
  role: "operator",
  params: z.object({ id: z.uuid() }),
  body: campaignStatusBody,
  summary: "Start, pause, resume, complete or archive a campaign",
  answer: campaignView,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    moveCampaign(ctx, { tenantId, actor, id, requestId, ...body }),
  ),
});
