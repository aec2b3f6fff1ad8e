import type { Season } from "../types.ts";

const byMonth: readonly Season[] = [
  "winter",
  "winter",
  "spring",
  "spring",
  "spring",
  "summer",
  "summer",
  "summer",
  "fall",
  "fall",
  "fall",
  "winter",
];

/** The meteorological season of the northern hemisphere (all prospects are in the US). */
export function seasonOf(at: Date): Season {
  return byMonth[at.getUTCMonth()] ?? "winter";
}
