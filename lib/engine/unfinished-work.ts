// Bundles may hold this module more than once, and the server that learns of the signal is outside of them all.
const shared = globalThis as typeof globalThis & { outreachUnfinished?: Set<Promise<unknown>> };

function unfinished(): Set<Promise<unknown>> {
  shared.outreachUnfinished ??= new Set();
  return shared.outreachUnfinished;
}

/** Has the process end only after `work`, which no request waits for. How it ends is the caller's: a failure is passed over here. */
export function endAfter(work: Promise<unknown>): void {
  const all = unfinished();
  const noted = work.catch(() => {}).finally(() => all.delete(noted));
  all.add(noted);
}

/** Resolves when all such work has ended, also what it began meanwhile. */
export async function unfinishedWork(): Promise<void> {
  const all = unfinished();
  while (all.size > 0) await Promise.all(all);
}
