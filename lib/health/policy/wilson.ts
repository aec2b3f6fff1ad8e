import { z } from "./thresholds.ts";

/**
 * Lower end of the one-sided 95 % Wilson interval of a rate: `hits` of `trials` (SPEC §4). A fraction 0…1; 0 without trials. More hits
 * than trials count as all of them.
 */
export function wilsonLower(hits: number, trials: number): number {
  return trials <= 0 || hits <= 0 ? 0 : Math.max(0, bound(hits, trials, -1));
}

/** Upper end of the same interval; 1 without trials, because nothing is known then. */
export function wilsonUpper(hits: number, trials: number): number {
  return trials <= 0 ? 1 : Math.min(1, bound(hits, trials, 1));
}

function bound(hits: number, trials: number, side: 1 | -1): number {
  const rate = Math.min(1, Math.max(0, hits / trials));
  const centre = rate + z ** 2 / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2));
  return (centre + side * spread) / (1 + z ** 2 / trials);
}
