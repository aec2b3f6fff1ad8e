import { getCampaign } from "#lib/campaigns/list-campaigns.ts";
import { moveCampaign } from "#lib/campaigns/move-campaign.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { act, later } from "./people.ts";
import type { SimTenant } from "./setup.ts";
import type { SimCampaign } from "./setup-campaigns.ts";
import type { World } from "./world.ts";

const minuteMs = 60_000;

/** Pauses a campaign, whatever of it is planned, claimed or on its way, and lets it go hours later. */
export async function pauseCampaignForAWhile(world: World, tenant: SimTenant, at: number): Promise<void> {
  const { id, name } = world.random.pick(tenant.campaigns as [SimCampaign, ...SimCampaign[]]);
  const campaign = { tenantId: tenant.id, id };
  await act(world, tenant, `pause-campaign ${name}`, at, (ctx) => bringTo(ctx, { ...campaign, status: "paused" }));
  later(world, tenant, `resume-campaign ${name}`, at + world.random.between(10, 300) * minuteMs, (ctx) =>
    bringTo(ctx, { ...campaign, status: "active" }),
  );
}

/** Pauses or resumes a campaign as a person does who has just looked at it; one that stands so already is left alone. */
export async function bringTo(
  ctx: EngineContext,
  { tenantId, id, status }: { tenantId: string; id: string; status: "paused" | "active" },
): Promise<{ status: string }> {
  const { version, status: current } = await getCampaign(ctx, { tenantId, id });
  if (current !== status)
    await moveCampaign(ctx, { tenantId, actor: systemActor("simulated person"), id, version, status });
  return { status };
}
