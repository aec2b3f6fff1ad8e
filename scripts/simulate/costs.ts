/** What each kind of step has cost so far. */
export class Costs {
  readonly #steps = new Map<string, { count: number; ms: number }>();

  async measure<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    const begun = performance.now();
    try {
      return await work();
    } finally {
      const known = this.#steps.get(step) ?? { count: 0, ms: 0 };
      this.#steps.set(step, { count: known.count + 1, ms: known.ms + performance.now() - begun });
    }
  }

  /** The dearest first. `ms`: of all workers together, so the sum may be more than the time that passed. */
  table(): { step: string; count: number; ms: number; msEach: number }[] {
    return [...this.#steps]
      .map(([step, { count, ms }]) => ({ step, count, ms: Math.round(ms), msEach: ms / count }))
      .sort((a, b) => b.ms - a.ms);
  }
}
