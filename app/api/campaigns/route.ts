import { route } from "#app/api/route-kit.ts";
import { campaignListQuery, campaignPage, campaignView, createCampaignBody } from "#lib/campaigns/contract.ts";
import { listCampaigns } from "#lib/campaigns/list-campaigns.ts";
import { createCampaign } from "#lib/campaigns/save-campaign.ts";
import { methods } from "#lib/http/methods.ts";

const listing = {
  hasEtag: true,
  role: "viewer",
  query: campaignListQuery,
  summary: "List campaigns, newest first",
  answer: campaignPage,
} as const;
const creating = {
  role: "operator",
  body: createCampaignBody,
  status: 201,
  isIdempotent: true,
  summary: "Make a campaign, as a draft",
  answer: campaignView,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(listing, ({ ctx, tenantId, query }) => listCampaigns(ctx, { tenantId, ...query, cursor: query.cursor })),
  POST: route(creating, ({ ctx, tenantId, actor, body, requestId }) =>
    createCampaign(ctx, { tenantId, actor, body, requestId }),
  ),
});
