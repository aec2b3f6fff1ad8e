import type { Clock } from "#scripts/inngest-standin/time/clock.ts";

type Timer = { dueAt: number; order: number; callback: () => void };

/** Time that stands still until `advance`: a sleep of days costs a test nothing. */
export class FakeClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Map<number, Timer>();

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  /** Timers not fired and not cleared. */
  get pendingTimers(): number {
    return this.#timers.size;
  }

  setTimeout(callback: () => void, delayMs: number): number {
    const order = ++this.#order;
    this.#timers.set(order, { dueAt: this.#now + Math.max(0, delayMs), order, callback });
    return order;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** Moves on by `ms`, firing each timer at its own moment and letting promises settle after it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#nextBefore(end); next; next = this.#nextBefore(end)) {
      this.#timers.delete(next.order);
      this.#now = Math.max(this.#now, next.dueAt);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Jumps by `ms` without firing anything on the way, as when the machine slept; then fires what is due. */
  async wakeAfter(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  #nextBefore(end: number): Timer | undefined {
    const due = [...this.#timers.values()].filter((timer) => timer.dueAt <= end);
    return due.sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)[0];
  }
}

/** Lets pending promise callbacks run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Turns the event loop until `isTrue`; for what depends on sockets. Throws after 40 s, naming what was waited for. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 40_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
