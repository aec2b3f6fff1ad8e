import PQueue from "p-queue";
import { AppError } from "#lib/errors/app-error.ts";

export type AdmissionLimits = {
  /** works under way at once */
  atOnce: number;
  /** works that may wait for their turn */
  waiting: number;
  /** longest wait for a turn, in milliseconds */
  patienceMs: number;
};

/**
 * Lets only so much work go on at once. Beyond that, more at once makes all of it slower until nothing ends in time, and what is given
 * up then comes again: a server that was overloaded for a moment would stay so. Whose key has least here goes first, so that the flood
 * of one is not the delay of another.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #queue: PQueue;
  readonly #present = new Map<string, number>();

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: limits.atOnce });
  }

  /**
   * Does the work when it is its turn, and answers with its result.
   * @throws AppError `dependency_unavailable` when too many wait, or its turn has not come in time: nothing was done then
   */
  async admit<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#queue.size >= this.#limits.waiting) throw tooBusy();
    const present = this.#present.get(key) ?? 0;
    this.#present.set(key, present + 1);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(tooBusy()), this.#limits.patienceMs);
    const begin = () => {
      clearTimeout(timer);
      return work();
    };
    try {
      return await this.#queue.add(begin, { priority: -present, signal: patience.signal });
    } finally {
      clearTimeout(timer);
      this.#leave(key);
    }
  }

  #leave(key: string): void {
    const left = (this.#present.get(key) ?? 1) - 1;
    if (left > 0) this.#present.set(key, left);
    else this.#present.delete(key);
  }
}

const tooBusy = () =>
  new AppError("dependency_unavailable", "More events are coming in than can be stored at once. Send these again.");
