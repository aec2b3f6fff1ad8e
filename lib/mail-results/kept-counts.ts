import { RecentMap } from "#lib/shared/recent-map.ts";
import { keptCounts, keptMs, manyMessages } from "./thresholds.ts";

/** `countedAt`: when, of counts that are kept; null when they are of this moment. */
export type Read<Counts> = Counts & { countedAt: Date | null };

type Kept<Counts> = { at: number; until: number; counts: Counts };

type Question<Counts> = {
  tenantId: string;
  ids: readonly string[];
  now: Date;
  /** of these ids, each of them */
  count: (missing: readonly string[]) => Promise<Map<string, Counts>>;
  /** up to so many messages counts are never kept */
  many?: number;
};

/**
 * What messages came to, by the id of what they were sent for. Counting takes longer the more messages there are, so counts of many are
 * kept the longer: what open pages cost does not grow with them. Any other's are of this moment.
 */
export class KeptCounts<Counts extends object> {
  readonly #kept = new RecentMap<Kept<Counts>>(keptCounts);
  readonly #sentOf: (counts: Counts) => number;

  constructor(sentOf: (counts: Counts) => number) {
    this.#sentOf = sentOf;
  }

  async read({ tenantId, ids, now, count, many = manyMessages }: Question<Counts>): Promise<Map<string, Read<Counts>>> {
    const at = now.getTime();
    const found = new Map<string, Read<Counts>>();
    for (const id of ids) {
      const last = this.#kept.get(`${tenantId}/${id}`);
      if (last && at >= last.at && at < last.until) found.set(id, { ...last.counts, countedAt: new Date(last.at) });
    }
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    for (const [id, counts] of await count(missing)) {
      const sent = this.#sentOf(counts);
      const isKept = sent > many;
      if (isKept) this.#kept.set(`${tenantId}/${id}`, { at, until: at + keptMs(sent), counts });
      found.set(id, { ...counts, countedAt: isKept ? now : null });
    }
    return found;
  }
}
