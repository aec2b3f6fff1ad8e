import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Logger } from "#lib/logger/logger.ts";
import { problemResponse } from "./problem.ts";

/** Any error as a problem: a database that is away is 503, what nobody foresaw is logged under the request's id and is 500. */
export function problemOf(error: unknown, requestId: string, log: Logger): Response {
  if (error instanceof AppError) return problemResponse(error, requestId);
  if (isDatabaseAway(error)) {
    const away = new AppError("dependency_unavailable", "The database is away. Try again shortly.");
    return problemResponse(away, requestId);
  }
  log.error({ requestId, err: error }, "request failed");
  return problemResponse(error, requestId);
}
