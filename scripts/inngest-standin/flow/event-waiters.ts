import { type Expression, readPath } from "#scripts/inngest-standin/protocol/expression.ts";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";

/** Someone waiting for an event: a run in `waitForEvent`, or a run that an event may cancel. */
export type Waiter = { event: string; condition: Expression | null; origin: AppEvent; onMatch(event: AppEvent): void };

type Shelf = {
  unkeyed: Set<Waiter>;
  byPath: Map<string, { path: readonly string[]; byValue: Map<string, Set<Waiter>> }>;
};

/**
 * Waiters by event name and, where the condition demands `event.a == async.b`, by the value awaited: an incoming event
 * looks at its own candidates, not at everyone.
 */
export class EventWaiters {
  readonly #shelves = new Map<string, Shelf>();

  /** Registers a waiter; the answer takes it back. A waiter is not removed by a match: that is its owner's decision. */
  add(waiter: Waiter): () => void {
    const shelf = this.#shelves.get(waiter.event) ?? { unkeyed: new Set(), byPath: new Map() };
    this.#shelves.set(waiter.event, shelf);
    const bucket = bucketOf(shelf, waiter);
    bucket.add(waiter);
    return () => {
      bucket.delete(waiter);
      if (bucket.size === 0) this.#sweep(waiter, shelf);
    };
  }

  /** How many event names are waited for. */
  get size(): number {
    return this.#shelves.size;
  }

  /** Tells every waiter whose condition holds, in the order they came. */
  offer(event: AppEvent): void {
    const shelf = this.#shelves.get(event.name);
    if (!shelf) return;
    const candidates = [...shelf.unkeyed];
    for (const { path, byValue } of shelf.byPath.values()) {
      candidates.push(...(byValue.get(valueText({ async: event }, path)) ?? []));
    }
    for (const waiter of candidates) {
      const isMatch = waiter.condition?.evaluate({ event: waiter.origin, async: event }) ?? true;
      if (isMatch === true) waiter.onMatch(event);
    }
  }

  #sweep(waiter: Waiter, shelf: Shelf): void {
    const join = waiter.condition?.joinKey;
    if (join) {
      const keyed = shelf.byPath.get(join.asyncPath.join("."));
      keyed?.byValue.delete(valueText({ event: waiter.origin }, join.eventPath));
      if (keyed?.byValue.size === 0) shelf.byPath.delete(join.asyncPath.join("."));
    }
    if (shelf.unkeyed.size === 0 && shelf.byPath.size === 0) this.#shelves.delete(waiter.event);
  }
}

function bucketOf(shelf: Shelf, waiter: Waiter): Set<Waiter> {
  const join = waiter.condition?.joinKey;
  if (!join) return shelf.unkeyed;
  const name = join.asyncPath.join(".");
  const keyed = shelf.byPath.get(name) ?? { path: join.asyncPath, byValue: new Map<string, Set<Waiter>>() };
  shelf.byPath.set(name, keyed);
  const value = valueText({ event: waiter.origin }, join.eventPath);
  const bucket = keyed.byValue.get(value) ?? new Set();
  keyed.byValue.set(value, bucket);
  return bucket;
}

function valueText(scope: unknown, path: readonly string[]): string {
  return JSON.stringify(readPath(scope, path));
}
