import type { LoggedChange } from "#lib/audit/contract.ts";
import { AppError } from "#lib/errors/app-error.ts";

/** Somebody else saved first; `current` is what is stored now, `changes` who changed what since, newest first. */
export function versionConflict(what: string, current: unknown, changes: readonly LoggedChange[] = []): AppError {
  return new AppError(
    "version_conflict",
    `This ${what} was changed meanwhile. Look at it as it is now and save again.`,
    { extra: { current, changes } },
  );
}

/** Something still needs it; `counts` says how many of what. */
export function inUse(what: string, counts: Record<string, number>): AppError {
  const list = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`);
  return new AppError("in_use", `This ${what} is in use: ${list.join(", ")}.`, { extra: { counts } });
}

/** A unique field whose value is taken. */
export function taken(field: string, message: string): AppError {
  return new AppError("conflict", `${field}: ${message}`, { errors: [{ field, message }] });
}
