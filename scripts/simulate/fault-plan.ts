import type { Random } from "#prisma/seed/random.ts";
import type { FaultName } from "./options.ts";

/** The boundaries at which a fault can strike. */
export type Boundary = "transaction" | "redis" | "deliver" | "publish";

export type Strike =
  /** the process ends before, within (rolled back) or after (committed, sent) the operation; nobody hears of it */
  | { kind: "crash"; when: "before" | "within" | "after" }
  /** the connection is cut on COMMIT, which had happened or not: an error comes back */
  | { kind: "cut"; isCommitted: boolean }
  /** the operation does not happen and fails */
  | { kind: "away" }
  /** the operation happens, and fails all the same: the answer came too late */
  | { kind: "slow" }
  /** the job runner hears of it twice, or never, with or without an error */
  | { kind: "twice" }
  | { kind: "swallowed" };

/** Which operation of a task is struck, and how. Operations are counted from 1 over all boundaries. */
export type FaultPlan = { operation: number; boundaries: readonly Boundary[]; strike: Strike } | null;

type Candidate = { fault: FaultName; weight: number; boundaries: readonly Boundary[]; strike: Strike };

const every: readonly Boundary[] = ["transaction", "redis", "deliver", "publish"];

const candidates: readonly Candidate[] = [
  { fault: "crash", weight: 2, boundaries: every, strike: { kind: "crash", when: "before" } },
  { fault: "crash", weight: 1, boundaries: ["transaction"], strike: { kind: "crash", when: "within" } },
  { fault: "crash", weight: 3, boundaries: every, strike: { kind: "crash", when: "after" } },
  // the two moments that matter most: handed over or not, and nobody wrote it down
  { fault: "crash", weight: 2, boundaries: ["deliver"], strike: { kind: "crash", when: "before" } },
  { fault: "crash", weight: 2, boundaries: ["deliver"], strike: { kind: "crash", when: "after" } },
  { fault: "commit", weight: 2, boundaries: ["transaction"], strike: { kind: "cut", isCommitted: true } },
  { fault: "commit", weight: 2, boundaries: ["transaction"], strike: { kind: "cut", isCommitted: false } },
  { fault: "redis", weight: 1, boundaries: ["redis"], strike: { kind: "away" } },
  { fault: "redis", weight: 2, boundaries: ["redis"], strike: { kind: "slow" } },
  { fault: "publish", weight: 1, boundaries: ["publish"], strike: { kind: "away" } },
  { fault: "publish", weight: 1, boundaries: ["publish"], strike: { kind: "swallowed" } },
  { fault: "publish", weight: 1, boundaries: ["publish"], strike: { kind: "twice" } },
];

/** How many operations of a boundary a task usually has. */
const mostOperations: Record<Boundary, number> = { transaction: 6, redis: 2, deliver: 1, publish: 1 };

/** Draws the fault of one task; most tasks have none. `rate`: share of tasks that have one. */
export function drawFault(random: Random, faults: readonly FaultName[], rate: number): FaultPlan {
  if (!random.chance(rate)) return null;
  const possible = candidates.filter((candidate) => faults.includes(candidate.fault));
  if (possible.length === 0) return null;
  const { boundaries, strike } = random.weighted(possible);
  const most = Math.max(...boundaries.map((boundary) => mostOperations[boundary]));
  return { operation: random.between(1, most), boundaries, strike };
}

/** Counts the operations of one task and says which one is struck. */
export class FaultCounter {
  readonly #plan: FaultPlan;
  #count = 0;
  #isSpent = false;

  constructor(plan: FaultPlan) {
    this.#plan = plan;
  }

  /** To be asked once an operation, before it happens. Only boundaries of the plan count. */
  next(boundary: Boundary): Strike | null {
    const plan = this.#plan;
    if (plan === null || this.#isSpent || !plan.boundaries.includes(boundary)) return null;
    this.#count += 1;
    if (this.#count !== plan.operation) return null;
    this.#isSpent = true;
    return isPossible(boundary, plan.strike) ? plan.strike : null;
  }
}

function isPossible(boundary: Boundary, strike: Strike): boolean {
  return strike.kind !== "crash" || strike.when !== "within" || boundary === "transaction";
}

export function describeStrike(boundary: Boundary, strike: Strike): string {
  if (strike.kind === "crash") return `crash ${strike.when} ${boundary}`;
  if (strike.kind === "cut") return `connection cut on COMMIT, ${strike.isCommitted ? "committed" : "rolled back"}`;
  return `${boundary} ${strike.kind}`;
}
