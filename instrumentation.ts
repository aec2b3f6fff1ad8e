import { maskOutput } from "#lib/logger/mask-output.ts";

/** Next calls it once in every server process, before the first request. */
export function register(): void {
  maskOutput(process.stdout, process.stderr);
}
