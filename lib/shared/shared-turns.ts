export type TurnLimits = {
  /** turns of one key under way at once */
  atOnce: number;
  /** items of a turn */
  items: number;
};

/** Does the items of a turn together; answers one result an item, in their order. */
export type RunTurn<Item, Result> = (key: string, items: Item[]) => Promise<Result[]>;

type Waiting = {
  run: RunTurn<unknown, unknown>;
  item: unknown;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
};
type Queue = { waiting: Waiting[]; underWay: number };

/**
 * Work of several kinds that is cheaper together: what arrives for a key while its turns are under way waits and is done in a later one,
 * as a database commits in groups. Nobody waits for others to come: with a turn free, an item goes at once. Who waits longest is
 * next, and takes along all who wait for the same `run`.
 */
export class TurnLane {
  readonly #limits: TurnLimits;
  readonly #queues = new Map<string, Queue>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** What `run` makes of this item, in whatever company; when a turn throws, all its items fail with it. */
  submit<Item, Result>(key: string, run: RunTurn<Item, Result>, item: Item): Promise<Result> {
    const queue = this.#queues.get(key) ?? { waiting: [], underWay: 0 };
    this.#queues.set(key, queue);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    queue.waiting.push({ run, item, resolve, reject } as Waiting);
    if (queue.underWay < this.#limits.atOnce) void this.#takeTurns(key, queue);
    return promise;
  }

  async #takeTurns(key: string, queue: Queue): Promise<void> {
    queue.underWay += 1;
    for (let turn = this.#nextTurn(queue); turn; turn = this.#nextTurn(queue)) await takeTurn(key, turn);
    queue.underWay -= 1;
    if (queue.underWay === 0) this.#queues.delete(key);
  }

  #nextTurn(queue: Queue): [Waiting, ...Waiting[]] | null {
    const [first, ...others] = queue.waiting;
    if (!first) return null;
    const company = others.filter(({ run }) => run === first.run).slice(0, this.#limits.items - 1);
    const leaving = new Set([first, ...company]);
    queue.waiting = queue.waiting.filter((waiting) => !leaving.has(waiting));
    return [first, ...company];
  }
}

async function takeTurn(key: string, turn: [Waiting, ...Waiting[]]): Promise<void> {
  try {
    const results = await turn[0].run(
      key,
      turn.map(({ item }) => item),
    );
    if (results.length !== turn.length) throw new Error(`${turn.length} items came to ${results.length} results`);
    for (const [index, { resolve }] of turn.entries()) resolve(results[index]);
  } catch (error) {
    for (const { reject } of turn) reject(error);
  }
}

/** A lane for work of one kind. */
export class SharedTurns<Item, Result> {
  readonly #run: RunTurn<Item, Result>;
  readonly #lane: TurnLane;

  constructor(run: RunTurn<Item, Result>, limits: TurnLimits) {
    this.#run = run;
    this.#lane = new TurnLane(limits);
  }

  submit(key: string, item: Item): Promise<Result> {
    return this.#lane.submit(key, this.#run, item);
  }
}
