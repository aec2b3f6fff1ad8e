// deadlock_detected, serialization_failure
const conflictStates = new Set(["40P01", "40001"]);

type ErrorShape = {
  code?: unknown;
  meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } };
};

/** True when Postgres gave up a transaction only because of another one: the same work may succeed at once. */
export function isConflict(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, meta } = error as ErrorShape;
  const states = [code, meta?.driverAdapterError?.cause?.originalCode, meta?.code];
  return code === "P2034" || states.some((state) => typeof state === "string" && conflictStates.has(state));
}

/** Runs a transaction again when it lost a conflict, at most `attempts` times in all. `work` must open its own transaction. */
export async function retryOnConflict<Result>(work: () => Promise<Result>, attempts = 4): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
    }
  }
}
