// Prisma: not reached, timed out, no such database, closed, no connection of the pool free, transaction not started, too many.
const prismaCodes = new Set(["P1001", "P1002", "P1003", "P1008", "P1017", "P2024", "P2028", "P2037"]);

// Postgres: connection exceptions, too many connections, shutting down or starting up.
const sqlStates = /^(08...|53300|57P0[123])$/;

type ErrorShape = {
  code?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; kind?: unknown } } };
};

/** True when an error says that Postgres cannot be reached or has no place for us now, so the caller may try again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, meta } = error as ErrorShape;
  if (typeof code === "string" && prismaCodes.has(code)) return true;
  const cause = meta?.driverAdapterError?.cause;
  if (cause?.kind === "DatabaseNotReachable" || cause?.kind === "ConnectionClosed") return true;
  return typeof cause?.originalCode === "string" && sqlStates.test(cause.originalCode);
}
