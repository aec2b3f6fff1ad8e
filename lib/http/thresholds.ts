import type { RateLimit } from "./rate-limit.ts";

/** JSON bodies of the API are forms: 256 KiB is far more than any of them, and little to hold. */
export const jsonBodyLimitBytes = 256 * 1024;

/** A console page asks for about ten things a minute and view; scripts page through lists. Per person or key. */
export const apiRateLimit: RateLimit = { name: "api", max: 1_200, windowSeconds: 60 };

/** Answers of creating requests are kept this long for repeats (as Stripe's: a day outlives any retry). */
export const idempotencyKeptHours = 24;

/** A creating request without an answer for this long has died with its process: the key may be used again. */
export const idempotencyStaleSeconds = 120;

/** An export reads a whole table: a person takes one now and then. */
export const exportRateLimit: RateLimit = { name: "exports", max: 10, windowSeconds: 60 };

/** An upload holds a connection and writes a lot: a person never needs more. */
export const uploadRateLimit: RateLimit = { name: "imports", max: 30, windowSeconds: 60 };

/** A preview reads a file and stores nothing: a person looks again after each change of a column. */
export const previewRateLimit: RateLimit = { name: "import-previews", max: 60, windowSeconds: 60 };
