import pino from "pino";
import { describeError } from "./describe-error.ts";
import { maskLine } from "./mask-secrets.ts";

export type Logger = pino.Logger;

/** Fields that are never written, whatever they hold: what was written to people has no mark that it could be known by. */
const unwritten = [
  ...[
    "password",
    "secret",
    "secrets",
    "token",
    "authorization",
    "cookie",
    "private_key",
    "backup_codes",
    "totp",
    "uri",
  ],
  ...["body", "body_text", "body_html", "html", "text", "subject"],
];

/**
 * Structured logs, on stdout unless another place is given. Addresses, passwords, tokens and cookies are masked wherever they stand in
 * a line, also inside errors of others, of which only kind, message, frames and causes are kept.
 */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    hooks: { streamWrite: maskLine },
    redact: { paths: unwritten.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[masked]" },
  };
  return destination ? pino(options, destination) : pino(options);
}
