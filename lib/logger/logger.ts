import pino from "pino";

export type Logger = pino.Logger;

/** Structured logs on stdout; addresses and secrets are masked wherever a caller passes them under these names. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "email",
        "*.email",
        "to_email",
        "*.to_email",
        "password",
        "*.password",
        "secrets",
        "*.secrets",
        "authorization",
        "*.authorization",
      ],
      censor: "[masked]",
    },
  });
}
