type Running = { leftMs: number; since: number; timer: ReturnType<typeof setTimeout> | null };

/**
 * Clocks of messages that go away by themselves. While anybody holds them (the pointer rests on one, the keyboard is in it, the
 * page is out of sight) all of them stand still, and go on with what they had left.
 */
export class ToastTimers {
  readonly #onEnd: (id: number) => void;
  readonly #running = new Map<number, Running>();
  readonly #holders = new Set<string>();

  constructor(onEnd: (id: number) => void) {
    this.#onEnd = onEnd;
  }

  start(id: number, ms: number): void {
    this.#running.set(id, { leftMs: ms, since: 0, timer: null });
    if (this.#holders.size === 0) this.#run(id);
  }

  /** Also lets go of what this message was held by: an element that is gone tells nobody that the pointer left it. */
  forget(id: number): void {
    const timer = this.#running.get(id)?.timer;
    if (timer) clearTimeout(timer);
    this.#running.delete(id);
    for (const holder of [...this.#holders]) if (holder.startsWith(`${id}:`)) this.release(holder);
  }

  hold(holder: string): void {
    const isFirst = this.#holders.size === 0;
    this.#holders.add(holder);
    if (isFirst) for (const id of this.#running.keys()) this.#stop(id);
  }

  release(holder: string): void {
    if (!this.#holders.delete(holder) || this.#holders.size > 0) return;
    for (const id of this.#running.keys()) this.#run(id);
  }

  #run(id: number): void {
    const one = this.#running.get(id);
    if (!one) return;
    one.since = Date.now();
    one.timer = setTimeout(() => this.#onEnd(id), one.leftMs);
  }

  #stop(id: number): void {
    const one = this.#running.get(id);
    if (!one?.timer) return;
    clearTimeout(one.timer);
    one.timer = null;
    one.leftMs = Math.max(0, one.leftMs - (Date.now() - one.since));
  }
}
