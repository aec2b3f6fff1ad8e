import { Engine } from "#scripts/inngest-standin/engine.ts";
import type { RunView } from "#scripts/inngest-standin/snapshot.ts";
import { FakeApp } from "./fake-app.ts";
import { FakeClock, settle } from "./fake-clock.ts";

export type FakeWorld = {
  clock: FakeClock;
  app: FakeApp;
  engine: Engine;
  /** Times the app was found gone, and functions it did not know. */
  reports: string[];
  /** Publishes an event `name` with `data` and lets what follows happen; `more` adds `id` or `ts`. */
  send(name: string, data?: Record<string, unknown>, more?: { id?: string; ts?: number }): Promise<void>;
  runs(id?: string): RunView[];
};

/** An engine on a fake clock (5 January 2026, a Monday, 09:00 UTC) with an in-process app. */
export function makeFakeWorld(options: { maxInFlight?: number } = {}): FakeWorld {
  const clock = new FakeClock(Date.UTC(2026, 0, 5, 9));
  const app = new FakeApp();
  const reports: string[] = [];
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const engine = new Engine({
    clock,
    app,
    newId,
    log: () => {},
    maxInFlight: options.maxInFlight ?? 16,
    onAppAway: () => reports.push("away"),
    onUnknownFunction: (id) => reports.push(`unknown ${id}`),
  });
  return {
    clock,
    app,
    engine,
    reports,
    send: async (name, data = {}, more = {}) => {
      engine.publish([{ id: more.id ?? newId(), name, data, ts: more.ts ?? clock.now() }]);
      await settle();
    },
    runs: (id = "app-fn") => engine.snapshot().runs.filter((run) => run.function_id === id),
  };
}
