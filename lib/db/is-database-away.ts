// Prisma: not reached, timed out, no such database, closed, no connection of the pool free, transaction not started, too many.
const prismaCodes = new Set(["P1001", "P1002", "P1003", "P1008", "P1017", "P2024", "P2028", "P2037"]);

// Postgres: connection exceptions, too many connections, shutting down or starting up.
const sqlStates = /^(08...|53300|57P0[123])$/;

// The driver's own words, which reach us unwrapped when a line breaks between two statements of a transaction.
const brokenLine = /^Connection terminated|^Client has encountered a connection error/;

type Cause = { originalCode?: unknown; kind?: unknown };
type ErrorShape = {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  cause?: Cause;
  meta?: { driverAdapterError?: { cause?: Cause } };
};

/** True when an error says that Postgres cannot be reached or has no place for us now, so the caller may try again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { name, message, code, meta, cause: ownCause } = error as ErrorShape;
  if (typeof code === "string" && prismaCodes.has(code)) return true;
  if (typeof message === "string" && brokenLine.test(message)) return true;
  const cause = name === "DriverAdapterError" ? ownCause : meta?.driverAdapterError?.cause;
  if (cause?.kind === "DatabaseNotReachable" || cause?.kind === "ConnectionClosed") return true;
  return typeof cause?.originalCode === "string" && sqlStates.test(cause.originalCode);
}
