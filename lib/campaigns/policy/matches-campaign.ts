export type CampaignTargets = { targetTrades: readonly string[]; targetLocations: readonly string[] };

export type CampaignCandidate = {
  tradeType: string | null;
  stateCode: string | null;
  city: string | null;
  zip: string | null;
};

const folded = (text: string | null) => (text ?? "").trim().toLowerCase();

/** Does the campaign want this prospect? No trades or no locations named means all. A location is a state code, city, `City, ST` or ZIP. */
export function matchesCampaign(targets: CampaignTargets, prospect: CampaignCandidate): boolean {
  const [trade, state, city] = [folded(prospect.tradeType), folded(prospect.stateCode), folded(prospect.city)];
  const places = new Set(
    [state, city, `${city}, ${state}`, folded(prospect.zip).slice(0, 5)].filter((text) => text !== ""),
  );
  const hasTrade = targets.targetTrades.length === 0 || targets.targetTrades.some((target) => folded(target) === trade);
  const hasPlace =
    targets.targetLocations.length === 0 || targets.targetLocations.some((target) => places.has(folded(target)));
  return hasTrade && hasPlace;
}
