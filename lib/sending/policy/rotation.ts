import { cycleStride } from "./capacity-thresholds.ts";

export type RotationFacts = {
  prospectId: string;
  /** the step about to be sent */
  step: number;
  cycle: number;
  rotation: "per_cycle" | "per_step";
};

/**
 * Where in the list of `count` active mailboxes, sorted by id, the search for a sender begins (SPEC §5). Cycles step on by a
 * stride that never returns to the same place at once; `per_step` moves on with every step as well.
 */
export function rotationStart({ prospectId, step, cycle, rotation }: RotationFacts, count: number): number {
  if (count < 1) return 0;
  const stride = count % cycleStride === 0 ? 1 : cycleStride;
  const offset = rotation === "per_step" ? step : 1;
  return (uuidModulo(prospectId, count) + offset + cycle * stride) % count;
}

/** The 128-bit number that a uuid is, modulo `divisor` (at most 2^20). */
export function uuidModulo(uuid: string, divisor: number): number {
  const hex = uuid.replaceAll("-", "");
  let rest = 0;
  for (let start = 0; start < hex.length; start += 8) {
    rest = (rest * 0x1_0000_0000 + Number.parseInt(hex.slice(start, start + 8), 16)) % divisor;
  }
  return rest;
}
