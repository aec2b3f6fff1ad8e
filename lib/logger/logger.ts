import pino from "pino";
import { maskLine } from "./mask-secrets.ts";

export type Logger = pino.Logger;

/**
 * Structured logs, on stdout unless another place is given. Addresses, passwords, tokens and cookies are masked wherever they stand in
 * a line, also inside errors of others.
 */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: maskLine },
    redact: {
      paths: ["password", "*.password", "secrets", "*.secrets", "authorization", "*.authorization"],
      censor: "[masked]",
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
