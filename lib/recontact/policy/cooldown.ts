import type { Settings } from "#lib/settings/contract.ts";

const dayMs = 86_400_000;

/** Prospects last written to at or before this moment have rested long enough (SPEC §9). */
export function cooledDownBefore(settings: Pick<Settings, "recontact_cooldown_days">, now: Date): Date {
  return new Date(now.getTime() - settings.recontact_cooldown_days * dayMs);
}
