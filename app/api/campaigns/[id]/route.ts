import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { campaignView, updateCampaignBody } from "#lib/campaigns/contract.ts";
import { getCampaign } from "#lib/campaigns/list-campaigns.ts";
import { updateCampaign } from "#lib/campaigns/save-campaign.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const reading = { hasEtag: true, role: "viewer", params, summary: "Get a campaign", answer: campaignView } as const;
const changing = {
  role: "operator",
  params,
  body: updateCampaignBody,
  summary: "Change a campaign",
  answer: campaignView,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(reading, ({ ctx, tenantId, params: { id } }) => getCampaign(ctx, { tenantId, id })),
  PATCH: route(changing, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    updateCampaign(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
