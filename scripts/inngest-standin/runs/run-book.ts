import { isActive, type Run } from "./run.ts";

/** Keeps every active run, the singleton each one holds, and the last runs of all for people to look at. */
export class RunBook {
  readonly #keep: number;
  readonly #active = new Map<string, Run>();
  readonly #singletons = new Map<string, Run>();
  readonly #singletonOf = new Map<string, string>();
  readonly #recent: Run[] = [];

  constructor(options: { keep: number }) {
    this.#keep = options.keep;
  }

  get activeCount(): number {
    return this.#active.size;
  }

  /** The last runs, newest first. */
  get recent(): readonly Run[] {
    return this.#recent.toReversed();
  }

  /** The active run that holds this singleton key. */
  holderOf(singletonKey: string): Run | undefined {
    return this.#singletons.get(singletonKey);
  }

  add(run: Run, singletonKey: string | null): void {
    this.#active.set(run.id, run);
    this.#recent.push(run);
    if (this.#recent.length > this.#keep) this.#recent.shift();
    if (singletonKey === null) return;
    this.#singletons.set(singletonKey, run);
    this.#singletonOf.set(run.id, singletonKey);
  }

  /** To be called once a run has ended. */
  remove(run: Run): void {
    if (isActive(run)) throw new Error(`run ${run.id} is still active`);
    this.#active.delete(run.id);
    const key = this.#singletonOf.get(run.id);
    this.#singletonOf.delete(run.id);
    if (key !== undefined && this.#singletons.get(key) === run) this.#singletons.delete(key);
  }
}
