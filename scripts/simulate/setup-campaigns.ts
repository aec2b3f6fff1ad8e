import type pg from "pg";
import type { Random } from "#prisma/seed/random.ts";
import { insert } from "./insert.ts";

export type SimCampaign = { id: string; name: string };

const dayMs = 86_400_000;

/** Two campaigns that send: the older one for a trade, with a small daily limit and two steps; the younger one for some places. */
export async function setUpCampaigns(
  pool: pg.Pool,
  random: Random,
  tenant: { id: string; dailyLimit: number },
  start: number,
): Promise<SimCampaign[]> {
  const campaigns = [
    {
      name: "narrow",
      target_trades: ["HVAC"],
      target_locations: [],
      daily_limit: Math.max(3, Math.floor(tenant.dailyLimit / 8)),
      steps: [{ step: 1 }, { step: 2, delay_hours: 60 }],
    },
    {
      name: "wide",
      target_trades: [],
      target_locations: ["tx", "New York, NY", "denver", "90001"],
      daily_limit: null,
      steps: [{ step: 1 }, { step: 2, delay_hours: 36 }, { step: 3, delay_hours: 72 }],
    },
  ].map((campaign, n) => ({ id: random.uuid(), ...campaign, created_at: new Date(start - (2 - n) * dayMs) }));
  await insert(
    pool,
    "campaigns",
    campaigns.map((campaign) => ({ ...campaign, tenant_id: tenant.id, status: "active", version: 1 })),
  );
  return campaigns.map(({ id, name }) => ({ id, name }));
}
