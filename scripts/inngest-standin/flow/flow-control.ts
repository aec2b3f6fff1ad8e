import type { Expression } from "#scripts/inngest-standin/protocol/expression.ts";
import type { FunctionConfig, Rate } from "#scripts/inngest-standin/protocol/function-config.ts";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";
import { ExpiringMap } from "./expiring-map.ts";

const idempotencyMs = 24 * 3_600_000;

/**
 * The limits that decide whether and when an event may start a run: idempotency, rate limit and throttle. Counts live
 * per function and key value. Times are epoch ms.
 */
export class FlowControl {
  readonly #seen = new ExpiringMap<true>({ ttlMs: idempotencyMs });
  readonly #starts = new Map<string, ExpiringMap<number[]>>();
  readonly #nextFree = new Map<string, number>();
  #purgeAt = 1_000;

  /** False when the event must not start this function: its idempotency key was seen, or its rate limit is used up. */
  mayStart(fn: FunctionConfig, event: AppEvent, now: number): boolean {
    if (fn.idempotency) {
      const key = keyOf(fn, fn.idempotency, event);
      if (this.#seen.get(key, now)) return false;
      this.#seen.set(key, true, now);
    }
    return fn.rateLimit ? this.#countStart(fn, fn.rateLimit, event, now) : true;
  }

  /**
   * When the run may start: now, or later when throttled. Starts are spaced evenly (`periodMs / limit` apart), with up
   * to `burst` of them at once (generic cell rate algorithm).
   */
  startAt(fn: FunctionConfig, event: AppEvent, now: number): number {
    const { throttle } = fn;
    if (!throttle) return now;
    const spacingMs = throttle.periodMs / throttle.limit;
    const key = keyOf(fn, throttle.key, event);
    const nextFree = Math.max(this.#nextFree.get(key) ?? now, now);
    this.#nextFree.set(key, nextFree + spacingMs);
    this.#purge(now);
    return Math.max(now, nextFree - spacingMs * (throttle.burst - 1));
  }

  /** Forgets throttle keys that hold nothing back any more, whenever their number has doubled. */
  #purge(now: number): void {
    if (this.#nextFree.size < this.#purgeAt) return;
    for (const [key, nextFree] of this.#nextFree) if (nextFree <= now) this.#nextFree.delete(key);
    this.#purgeAt = Math.max(1_000, this.#nextFree.size * 2);
  }

  #countStart(fn: FunctionConfig, rate: Rate, event: AppEvent, now: number): boolean {
    const windows = this.#windows(fn, rate);
    const key = keyOf(fn, rate.key, event);
    const recent = (windows.get(key, now) ?? []).filter((startedAt) => startedAt > now - rate.periodMs);
    if (recent.length >= rate.limit) return false;
    windows.set(key, [...recent, now], now);
    return true;
  }

  #windows(fn: FunctionConfig, rate: Rate): ExpiringMap<number[]> {
    const id = `${fn.id} ${rate.periodMs}`;
    let windows = this.#starts.get(id);
    if (!windows) {
      windows = new ExpiringMap({ ttlMs: rate.periodMs });
      this.#starts.set(id, windows);
    }
    return windows;
  }
}

/** One text for a function and the value its key expression takes for this event. */
export function keyOf(fn: FunctionConfig, key: Expression | null, event: AppEvent): string {
  return `${fn.id} ${key ? JSON.stringify(key.evaluate({ event })) : ""}`;
}

/** The places every call of a run must hold. Functions share a key of scope `env` when its expression text is the same. */
export function concurrencySlots(fn: FunctionConfig, event: AppEvent): { key: string; limit: number }[] {
  return fn.concurrency.map(({ scope, key, limit }) => {
    const value = key ? JSON.stringify(key.evaluate({ event })) : "";
    return { key: `${scope === "fn" ? `fn ${fn.id}` : "env"} ${key?.source ?? ""} ${value}`, limit };
  });
}
