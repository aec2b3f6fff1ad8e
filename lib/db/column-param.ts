import { type ArrayElement, arrayParam } from "./array-param.ts";

/** `timestamptz` in pg_type */
const timestamptz = 1184;
/** from where Postgres counts its microseconds */
const postgresEpochMs = Date.UTC(2000, 0, 1);

/**
 * A column of `unnest(…)` beside others, for `${columnParam(times)}::timestamptz[]`. `unnest` fills a shorter column up with NULL, so
 * NULLs at the end are left out: most columns of a patch hold nothing else. Times go in Postgres' own form (array_recv), which costs a
 * third of what writing and reading their text does. One column at least must be full: it says how many rows there are.
 */
export function columnParam(elements: readonly ArrayElement[]): string | Buffer {
  const last = elements.findLastIndex((element) => element !== null);
  const column = last === elements.length - 1 ? elements : elements.slice(0, last + 1);
  return column[last] instanceof Date ? timesParam(column as readonly (Date | null)[]) : arrayParam(column);
}

/** Dimensions, whether there are NULLs, type, length, lower bound; then length and value of each, big-endian. */
function timesParam(times: readonly (Date | null)[]): Buffer {
  const bytes = Buffer.allocUnsafe(20 + times.length * 12);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(timestamptz, 8);
  bytes.writeInt32BE(times.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = 20;
  for (const time of times) {
    if (time === null) {
      at = bytes.writeInt32BE(-1, at);
      continue;
    }
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeBigInt64BE(BigInt(time.getTime() - postgresEpochMs) * 1_000n, at);
  }
  return bytes.subarray(0, at);
}
