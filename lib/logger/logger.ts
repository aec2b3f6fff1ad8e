import pino from "pino";
import { maskAddresses } from "./mask-address.ts";

export type Logger = pino.Logger;

/**
 * Structured logs on stdout. Addresses are masked wherever they stand in a line, also inside errors of others; secrets where a caller
 * passes them under these names.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: maskAddresses },
    redact: {
      paths: ["password", "*.password", "secrets", "*.secrets", "authorization", "*.authorization"],
      censor: "[masked]",
    },
  });
}
