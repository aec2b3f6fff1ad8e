import type { Clock } from "./clock.ts";
import { Heap } from "./heap.ts";

export type Scheduled = { cancel(): void };
type Entry = { dueAt: number; order: number; callback: (() => void) | null };

/** Wake up at least this often: after a suspend or a clock change the timer alone would fire late. */
const longestNapMs = 60_000;
/** Below this many cancelled entries the heap is not worth rebuilding. */
const compactFrom = 64;

/**
 * Any number of pending callbacks behind one timer. Callbacks due at the same millisecond run in the order they were
 * scheduled; one in the past runs at the next turn of the event loop, never inside `at`.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  #heap = newHeap();
  #order = 0;
  #cancelled = 0;
  #timer: unknown = null;
  #armedFor = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  /** How many callbacks wait, cancelled ones not counted. */
  get size(): number {
    return this.#heap.size - this.#cancelled;
  }

  /** Runs `callback` at `dueAt` (epoch ms) unless cancelled before. */
  at(dueAt: number, callback: () => void): Scheduled {
    const entry: Entry = { dueAt, order: this.#order++, callback };
    this.#heap.push(entry);
    if (dueAt < this.#armedFor) this.#arm();
    return { cancel: () => this.#cancel(entry) };
  }

  /** Forgets everything. */
  stop(): void {
    this.#heap = newHeap();
    this.#cancelled = 0;
    this.#arm();
  }

  #cancel(entry: Entry): void {
    if (entry.callback === null) return;
    entry.callback = null;
    this.#cancelled += 1;
    if (this.#cancelled >= compactFrom && this.#cancelled * 2 > this.#heap.size) this.#compact();
  }

  #compact(): void {
    const live = this.#heap.drain().filter((entry) => entry.callback !== null);
    for (const entry of live) this.#heap.push(entry);
    this.#cancelled = 0;
  }

  #arm(): void {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    const next = this.#heap.peek();
    this.#timer = null;
    this.#armedFor = next ? next.dueAt : Number.POSITIVE_INFINITY;
    if (!next) return;
    const delayMs = Math.min(Math.max(next.dueAt - this.#clock.now(), 0), longestNapMs);
    this.#timer = this.#clock.setTimeout(() => this.#wake(), delayMs);
  }

  #wake(): void {
    const now = this.#clock.now();
    for (let next = this.#heap.peek(); next && next.dueAt <= now; next = this.#heap.peek()) {
      this.#heap.pop();
      const { callback } = next;
      next.callback = null;
      if (callback) this.#run(callback);
      else this.#cancelled -= 1;
    }
    this.#arm();
  }

  #run(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#onError(error);
    }
  }
}

function newHeap(): Heap<Entry> {
  return new Heap<Entry>((a, b) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order));
}
