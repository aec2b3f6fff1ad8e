import type { Agent } from "node:http";
import { callMany, type HttpCall } from "./http-calls.ts";

/** Makes the calls as `callMany` does, and answers how long each took, in milliseconds. */
export async function timeMany(agent: Agent, calls: readonly HttpCall[], atOnce: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async () => {
    for (let call = calls[next++]; call; call = calls[next++]) {
      const start = performance.now();
      await callMany(agent, [call], 1);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return times;
}

/** The value that `share` of the values do not exceed: 0.99 for p99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
