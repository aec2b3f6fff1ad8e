import { InngestTestEngine } from "@inngest/test";
import type { InngestFunction } from "inngest";
import type { RunnerEvent } from "../events.ts";

type Given = { name: string; data: Record<string, unknown> };

export type FunctionRun = {
  result: unknown;
  error: unknown;
  /** ids of the steps that ran, in order */
  steps: string[];
  /** what steps sent to the job runner */
  sent: RunnerEvent[];
  /** ids of the steps that sent */
  sendSteps: string[];
};

/** Steps that the job runner itself does; the test engine must be told their outcome. */
const runnerSteps = ["until-scheduled"];
const knownSendSteps = ["ask-for-runs", "ask-for-recomputation", "ask-for-verification"];

export const cronTick: Given = { name: "inngest/scheduled.timer", data: { cron: "* * * * *" } };

/** Runs a function to its end as the job runner would, with sleeps passed at once and events kept. */
export async function runFunction(fn: InngestFunction.Like, event: Given): Promise<FunctionRun> {
  const engine = new InngestTestEngine({
    function: fn,
    events: [event],
    steps: [...runnerSteps, ...knownSendSteps].map((id) => ({ id, handler: () => null })),
  });
  const output = (await engine.execute()) as { result?: unknown; error?: unknown; ctx: { step: StepSpies } };
  const { step } = output.ctx;
  const names = new Set(step.run.mock.calls.map(([id]) => id));
  const sends = uniqueBy(step.sendEvent.mock.calls, ([id]) => id);
  const sent = sends.flatMap(([, events]) => events);
  return { result: output.result, error: output.error, steps: [...names], sent, sendSteps: sends.map(([id]) => id) };
}

type StepSpies = {
  run: { mock: { calls: [string, ...unknown[]][] } };
  sendEvent: { mock: { calls: [string, RunnerEvent | RunnerEvent[]][] } };
};

/** The test engine calls the function once a step, so every earlier call appears again. */
function uniqueBy<Item>(items: Item[], key: (item: Item) => unknown): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
