import type { LoggedChange } from "#lib/audit/contract.ts";
import { ApiError } from "#lib/query/api-error.ts";

/** What is stored now, and who changed what since, when somebody else saved in between; else null. */
export function readConflict<Stored>(error: unknown): { current: Stored; changes: readonly LoggedChange[] } | null {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return null;
  const { current, changes = [] } = error.body as { current?: Stored; changes?: LoggedChange[] };
  return current ? { current, changes } : null;
}
