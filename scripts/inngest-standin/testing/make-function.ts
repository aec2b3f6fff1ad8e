import { type FunctionConfig, parseFunctionConfig } from "#scripts/inngest-standin/protocol/function-config.ts";

/** A function as the SDK registers it: id `app-fn`, started by the event `go`, no limits; `more` replaces fields. */
export function wireFunction(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: "app-fn", triggers: [{ event: "go" }], steps: { step: {} }, ...more };
}

export function makeFunction(more: Record<string, unknown> = {}): FunctionConfig {
  return parseFunctionConfig(wireFunction(more));
}
