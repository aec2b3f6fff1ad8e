import { createHash } from "node:crypto";

/** A number from 0 to 1 (1 excluded) that is always the same for a text: what happens to a message can be repeated. */
export function chance(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 0x1_0000_0000;
}
