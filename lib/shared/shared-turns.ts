export type TurnLimits = {
  /** turns of one key under way at once */
  atOnce: number;
  /** items of a turn */
  items: number;
};

/** Does the items of a turn together; answers one result an item, in their order. */
export type RunTurn<Item, Result> = (key: string, items: Item[]) => Promise<Result[]>;

type Kind = RunTurn<unknown, unknown>;
type Waiting = { item: unknown; resolve: (result: unknown) => void; reject: (error: unknown) => void };
/** Who waits for the same; `passedOver`: turns in a row that others had while somebody waited here */
type Company = { run: Kind; waiting: Waiting[]; passedOver: number };
type Queue = { companies: Map<Kind, Company>; underWay: number };

/** A company that was passed over so often is next, however small. */
const patience = 8;

/**
 * Work of several kinds that is cheaper together: what arrives for a key while its turns are under way waits and is done in a later one,
 * as a database commits in groups. Nobody waits for others to come: with a turn free, an item goes at once. The largest company goes
 * first; meanwhile the others grow, and those who went together ask for their next step together.
 */
export class TurnLane {
  readonly #limits: TurnLimits;
  readonly #queues = new Map<string, Queue>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** What `run` makes of this item, in whatever company; when a turn throws, all its items fail with it. */
  submit<Item, Result>(key: string, run: RunTurn<Item, Result>, item: Item): Promise<Result> {
    const kind = run as Kind;
    const queue = this.#queues.get(key) ?? { companies: new Map<Kind, Company>(), underWay: 0 };
    this.#queues.set(key, queue);
    const company = queue.companies.get(kind) ?? { run: kind, waiting: [], passedOver: 0 };
    queue.companies.set(kind, company);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    company.waiting.push({ item, resolve, reject } as Waiting);
    if (queue.underWay < this.#limits.atOnce) void this.#takeTurns(key, queue);
    return promise;
  }

  async #takeTurns(key: string, queue: Queue): Promise<void> {
    queue.underWay += 1;
    for (let next = nextOf(queue); next; next = nextOf(queue)) {
      const items = next.waiting.splice(0, this.#limits.items);
      if (next.waiting.length === 0) queue.companies.delete(next.run);
      await takeTurn(key, next.run, items);
    }
    queue.underWay -= 1;
    if (queue.underWay === 0) this.#queues.delete(key);
  }
}

function nextOf({ companies }: Queue): Company | null {
  const weight = ({ waiting, passedOver }: Company) => (passedOver < patience ? waiting.length : Infinity);
  let next: Company | null = null;
  for (const company of companies.values()) if (next === null || weight(company) > weight(next)) next = company;
  for (const company of companies.values()) company.passedOver = company === next ? 0 : company.passedOver + 1;
  return next;
}

async function takeTurn(key: string, run: Kind, items: Waiting[]): Promise<void> {
  try {
    const results = await run(
      key,
      items.map(({ item }) => item),
    );
    if (results.length !== items.length) throw new Error(`${items.length} items came to ${results.length} results`);
    for (const [index, { resolve }] of items.entries()) resolve(results[index]);
  } catch (error) {
    for (const { reject } of items) reject(error);
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
