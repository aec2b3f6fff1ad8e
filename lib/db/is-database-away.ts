import { TransactionExpired } from "./transaction.ts";

// Prisma: not reached, timed out, no such database, closed, no connection of the pool free, transaction not started, too many.
const prismaCodes = new Set(["P1001", "P1002", "P1003", "P1008", "P1017", "P2024", "P2028", "P2037"]);

// Postgres: connection exceptions, too many connections, shutting down or starting up, no such database.
const sqlStates = /^(08...|53300|57P0[123]|3D000)$/;

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);

// The driver's own words, for which it has no codes.
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered))/;

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
  if (error instanceof TransactionExpired) return true;
  if (typeof message === "string" && driverMessages.test(message)) return true;
  if (typeof code === "string" && (prismaCodes.has(code) || networkCodes.has(code) || sqlStates.test(code)))
    return true;
  const cause = name === "DriverAdapterError" ? ownCause : meta?.driverAdapterError?.cause;
  if (cause?.kind === "DatabaseNotReachable" || cause?.kind === "ConnectionClosed") return true;
  return typeof cause?.originalCode === "string" && sqlStates.test(cause.originalCode);
}
