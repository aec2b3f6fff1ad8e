/** What a process keeps of those it dealt with last, by their id; it forgets the one not asked for longest. */
export class RecentMap<T> {
  readonly #entries = new Map<string, T>();
  readonly #maxEntries: number;

  /** `maxEntries`: by default as many as there are tenants at work in a process. */
  constructor(maxEntries = 100) {
    this.#maxEntries = maxEntries;
  }

  get(id: string): T | undefined {
    const entry = this.#entries.get(id);
    if (entry !== undefined) this.set(id, entry);
    return entry;
  }

  set(id: string, entry: T): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    if (this.#entries.size <= this.#maxEntries) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
