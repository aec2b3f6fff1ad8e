import type { ParsedProspect } from "../types.ts";

export type Profile = Pick<ParsedProspect, "name" | "company" | "phone" | "city" | "state_code" | "zip">;

/**
 * What makes two rows the same business when they have neither a place id nor an address: the same names, phone and town.
 * Two that differ in one of them are two, because merging is what cannot be taken back.
 */
export function profileKey({ name, company, phone, city, state_code, zip }: Profile): string {
  return JSON.stringify([name, company, phone, city, state_code, zip]);
}
