import { batchRows, mostBatches } from "./thresholds.ts";

/** Repeats a deletion of at most `limit` rows until nothing is left of it, or enough was done for a day; answers how many went. */
export async function inBatches(deleteSome: (limit: number) => Promise<number>): Promise<number> {
  let deleted = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const count = await deleteSome(batchRows);
    deleted += count;
    if (count === 0) break;
  }
  return deleted;
}
