import type { SimulationOptions } from "./options.ts";
import { type SimulationResult, simulate } from "./simulation.ts";

type Services = Parameters<typeof simulate>[1];

const fewestProspects = 10;

/** Looks for a smaller simulation in which the same invariant fails, within the real seconds of `shrinkSeconds`. */
export async function shrink(
  result: SimulationResult,
  services: Services,
  say: (line: string) => void,
): Promise<SimulationResult> {
  const invariant = result.violations[0]?.invariant;
  const until = performance.now() + result.options.shrinkSeconds * 1_000;
  let best = result;
  let candidates = smallerThan(best);
  while (candidates.length > 0 && performance.now() < until) {
    const [options, ...rest] = candidates as [SimulationOptions, ...SimulationOptions[]];
    const tried = await simulate(options, services);
    const isSame = tried.violations.some((violation) => violation.invariant === invariant);
    say(
      `with ${options.prospects} prospects, ${options.days} days, ${options.faults.length} kinds of faults: ${isSame ? "fails too" : "holds"}`,
    );
    if (isSame) best = tried;
    candidates = isSame ? smallerThan(best) : rest;
  }
  return best;
}

/** Smaller simulations to try, the greatest step first: days after the violation are cut, prospects halved, faults left out one by one. */
export function smallerThan({ options, days }: Pick<SimulationResult, "options" | "days">): SimulationOptions[] {
  const needed = Math.min(options.days, days + 1);
  const candidates: SimulationOptions[] = [];
  for (const share of [0.25, 0.5, 0.75]) {
    const prospects = Math.max(fewestProspects, Math.floor(options.prospects * share));
    if (prospects < options.prospects) candidates.push({ ...options, prospects, days: needed });
  }
  if (options.workers > 1) candidates.push({ ...options, days: needed, workers: 1 });
  for (const fault of options.faults)
    candidates.push({ ...options, days: needed, faults: options.faults.filter((other) => other !== fault) });
  return candidates;
}
