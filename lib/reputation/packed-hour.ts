import { reputationMetrics } from "./types.ts";

export const metricsPerScope = reputationMetrics.length;
const bytesPerCounter = 4;
const counterLimit = 0xffff_ffff;

/** Where a counter lives in an hour string: unsigned 32-bit big-endian, slot after slot. */
export function slotOf(scopeIndex: number, metric: number): number {
  return scopeIndex * metricsPerScope + metric;
}

/** An hour string from its counters, as long as its last counter needs; saturates like BITFIELD. */
export function packHour(slots: readonly number[], counts: readonly number[]): Buffer {
  const length = slots.reduce((longest, slot) => Math.max(longest, slot + 1), 0);
  const packed = Buffer.alloc(length * bytesPerCounter);
  slots.forEach((slot, i) => {
    packed.writeUInt32BE(Math.min(counterLimit, counts[i] ?? 0), slot * bytesPerCounter);
  });
  return packed;
}

/** The counters of an hour string by slot; a half counter at the end is no counter. */
export function unpackHour(packed: Buffer): Uint32Array {
  const counters = new Uint32Array(Math.floor(packed.length / bytesPerCounter));
  const bytes = Buffer.from(counters.buffer);
  packed.copy(bytes, 0, 0, bytes.length);
  bytes.swap32();
  return counters;
}
