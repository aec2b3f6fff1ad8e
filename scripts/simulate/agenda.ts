import { Heap } from "#scripts/inngest-standin/time/heap.ts";

export type Entry<Work> = { at: number; order: number; work: Work };

/** What is to happen, in order of virtual time; what was entered first goes first among equals. */
export class Agenda<Work> {
  readonly #heap = new Heap<Entry<Work>>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  #order = 0;

  get size(): number {
    return this.#heap.size;
  }

  add(at: number, work: Work): void {
    this.#order += 1;
    this.#heap.push({ at, order: this.#order, work });
  }

  /** Virtual time of the next entry; Infinity when there is none. */
  nextAt(): number {
    return this.#heap.peek()?.at ?? Number.POSITIVE_INFINITY;
  }

  /** The next entries that are all of a kind, up to and with `until`; at least one when any is due by then. */
  takeRun(until: number, isOfKind: (work: Work) => boolean): Entry<Work>[] {
    const first = this.#heap.peek();
    if (!first || first.at > until) return [];
    const taken = [this.#heap.pop() as Entry<Work>];
    if (!isOfKind(first.work)) return taken;
    for (let next = this.#heap.peek(); next && next.at <= until && isOfKind(next.work); next = this.#heap.peek()) {
      taken.push(this.#heap.pop() as Entry<Work>);
    }
    return taken;
  }

  /** Moves everything of a kind that lies before `at` to `at`: nobody was there to do it. */
  postpone(at: number, isOfKind: (work: Work) => boolean): void {
    const all = this.#heap.drain();
    for (const entry of all) this.#heap.push(entry.at < at && isOfKind(entry.work) ? { ...entry, at } : entry);
  }
}
