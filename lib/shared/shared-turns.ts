export type TurnLimits = {
  /** turns of one key under way at once */
  atOnce: number;
  /** items of a turn */
  items: number;
};

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Work that is cheaper together: what arrives for a key while its turns are under way waits and is done in the next one, as a
 * database commits in groups. Nobody waits for others to come: with a turn free, an item goes at once. `run` answers one result an
 * item, in their order; when it throws, all items of the turn fail with it.
 */
export class SharedTurns<Item, Result> {
  readonly #run: (key: string, items: Item[]) => Promise<Result[]>;
  readonly #limits: TurnLimits;
  readonly #queues = new Map<string, { waiting: Waiting<Item, Result>[]; underWay: number }>();

  constructor(run: (key: string, items: Item[]) => Promise<Result[]>, limits: TurnLimits) {
    this.#run = run;
    this.#limits = limits;
  }

  submit(key: string, item: Item): Promise<Result> {
    const queue = this.#queues.get(key) ?? { waiting: [], underWay: 0 };
    this.#queues.set(key, queue);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    queue.waiting.push({ item, resolve, reject });
    if (queue.underWay < this.#limits.atOnce) void this.#takeTurns(key, queue);
    return promise;
  }

  async #takeTurns(key: string, queue: { waiting: Waiting<Item, Result>[]; underWay: number }): Promise<void> {
    queue.underWay += 1;
    while (queue.waiting.length > 0) await this.#takeTurn(key, queue.waiting.splice(0, this.#limits.items));
    queue.underWay -= 1;
    if (queue.underWay === 0) this.#queues.delete(key);
  }

  async #takeTurn(key: string, turn: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#run(
        key,
        turn.map(({ item }) => item),
      );
      if (results.length !== turn.length) throw new Error(`${turn.length} items came to ${results.length} results`);
      for (const [index, { resolve }] of turn.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of turn) reject(error);
    }
  }
}
