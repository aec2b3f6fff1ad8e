import { AppError } from "#lib/errors/app-error.ts";
import { type Settings, settingsConflicts } from "./contract.ts";

/** Refuses settings that contradict each other. @throws AppError validation_failed by field */
export function refuseConflicts(settings: Settings): void {
  const problems = settingsConflicts(settings);
  if (problems.length === 0) return;
  const detail = problems.map(({ field, message }) => `${field}: ${message}`).join("; ");
  throw new AppError("validation_failed", detail, { errors: problems });
}
