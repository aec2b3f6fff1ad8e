import type { AlertScope } from "../types.ts";

/** What one open alert stands for: a kind and what it is about. */
export function causeKey(kind: string, scope: Pick<AlertScope, "kind" | "id">): string {
  return scope.id === null ? kind : `${kind}:${scope.kind}:${scope.id}`;
}
