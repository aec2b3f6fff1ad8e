import { invalidField } from "#lib/errors/app-error.ts";

/** Since when a domain has been warming up. @throws AppError validation_failed for a time to come */
export function readWarmupStart(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  if (at > now) throw invalidField("warmup_started_at", "must not be in the future");
  return at;
}
