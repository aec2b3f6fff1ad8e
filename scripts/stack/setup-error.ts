import { EnvError } from "#lib/env.ts";

/** A failure the user can do something about: the message says what is wrong and how to fix it, no stack trace is shown. */
export class SetupError extends Error {
  override name = "SetupError";
}

/** What to print for any failure: words for expected ones, the stack trace for bugs. */
export function describeFailure(error: unknown): string {
  if (error instanceof SetupError || error instanceof EnvError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
