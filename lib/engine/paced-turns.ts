import { endAfter } from "./unfinished-work.ts";

export type PacedWork<Item> = {
  /** a turn: each item once, however often it came. A failure is for whoever began the turn; the next one comes all the same */
  run(key: string, items: Item[]): Promise<void>;
  /** resolves when a turn that took so long, in ms, has been rested from */
  rest(tookMs: number): Promise<void>;
};

/**
 * Work that is done at once when it comes alone, and seldom when it comes in floods: what arrives for a key during a turn, or during
 * the rest after it, is gathered for the next one. The process ends after what was gathered is done (unfinished-work.ts).
 */
export class PacedTurns<Item> {
  readonly #work: PacedWork<Item>;
  readonly #gathered = new Map<string, Set<Item>>();

  constructor(work: PacedWork<Item>) {
    this.#work = work;
  }

  /** The turn that these items have begun, or null when they are left to the next one. */
  submit(key: string, items: Iterable<Item>): Promise<void> | null {
    const gathered = this.#gathered.get(key);
    if (gathered) {
      for (const item of items) gathered.add(item);
      return null;
    }
    const begun = Promise.withResolvers<void>();
    endAfter(this.#takeTurns(key, new Set(items), begun));
    return begun.promise;
  }

  async #takeTurns(key: string, items: Set<Item>, first: PromiseWithResolvers<void>): Promise<void> {
    for (let next = items; next.size > 0; next = this.#gathered.get(key) ?? new Set()) {
      this.#gathered.set(key, new Set());
      const begunAt = performance.now();
      // Settled twice it stays as it was: who began the first turn hears of that one.
      await this.#work.run(key, [...next]).then(first.resolve, first.reject);
      await this.#work.rest(performance.now() - begunAt);
    }
    this.#gathered.delete(key);
  }
}
