import { type Zones, zonesByPrefix, zonesByState } from "./zone-table.ts";

/** Where a prospect is, as far as known. `zip` may be ZIP+4. */
export type ProspectPlace = { zip: string | null; stateCode: string | null };

export type ProspectZones = {
  /** IANA names; hours must be open in all of them. The first is the likelier one. */
  zones: Zones;
  source: "zip" | "state" | "settings";
};

/** The prospect's likelier time zone by ZIP, else state, for showing local times; null when the place says nothing. */
export function timeZoneOfProspect(place: ProspectPlace): string | null {
  return (zonesOfZip(place.zip) ?? zonesOfState(place.stateCode))?.[0] ?? null;
}

/** The zones that decide for a prospect: by ZIP, else state, else the tenant's own (SPEC §6). Two where it could be in either. */
export function zonesOfProspect(place: ProspectPlace, sendTimezone: string): ProspectZones {
  const byZip = zonesOfZip(place.zip);
  if (byZip) return { zones: byZip, source: "zip" };
  const byState = zonesOfState(place.stateCode);
  if (byState) return { zones: byState, source: "state" };
  return { zones: [sendTimezone], source: "settings" };
}

function zonesOfZip(zip: string | null): Zones | undefined {
  const digits = /^\s*(\d{3})\d{2}(-?\d{4})?\s*$/.exec(zip ?? "")?.[1];
  return digits === undefined ? undefined : zonesByPrefix.get(Number(digits));
}

function zonesOfState(stateCode: string | null): Zones | undefined {
  return zonesByState.get(stateCode?.trim().toUpperCase() ?? "");
}
