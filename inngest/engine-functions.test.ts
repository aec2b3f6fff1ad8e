import { expect, it } from "vitest";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { engineFunctions } from "./engine-functions.ts";
import { runRequested } from "./events.ts";

const functions = engineFunctions(() => {
  throw new Error("the context is asked for at run time only");
});

it("gives every job of the catalogue exactly one function, triggered by its own request", () => {
  for (const id of jobFunctionIds) {
    const triggered = functions.filter((fn) => (fn.opts.triggers as readonly unknown[]).includes(runRequested[id]));
    expect(triggered.map((fn) => fn.id())).toEqual([id]);
  }
});

it("has one id for each function", () => {
  const ids = functions.map((fn) => fn.id());
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([
  ["dispatch-sequencer", jobCatalogue["run-sequencer"].schedule],
  ["dispatch-upkeep", jobCatalogue["reconcile-sends"].schedule],
  ["dispatch-upkeep", jobCatalogue["match-parked-events"].schedule],
  ["dispatch-upkeep", jobCatalogue["evaluate-health"].schedule],
  ["dispatch-roll-up", jobCatalogue["roll-up-reputation"].schedule],
  ["dispatch-daily-upkeep", jobCatalogue["daily-upkeep"].schedule],
  ["dispatch-drift-check", jobCatalogue["check-reputation-drift"].schedule],
])("the clock of %s is the one the jobs page shows", (id, schedule) => {
  const fn = functions.find((candidate) => candidate.id() === id);
  expect(fn?.opts.triggers).toEqual([{ cron: schedule?.kind === "cron" ? schedule.cron : null }]);
});

it("keeps one message at a time per mailbox and one plan at a time per tenant", () => {
  const optionsOf = (id: string) => functions.find((fn) => fn.id() === id)?.opts;
  expect(optionsOf("send-email")?.concurrency).toEqual({ key: "event.data.mailbox_id", limit: 1 });
  expect(optionsOf("run-sequencer")?.singleton).toEqual({ key: "event.data.tenant_id", mode: "skip" });
});
