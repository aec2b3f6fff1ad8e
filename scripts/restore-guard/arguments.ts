import { parseArgs } from "node:util";
import { SetupError } from "#scripts/stack/setup-error.ts";

const USAGE =
  "usage: npm run restore:guard -- --backup-at 2026-11-20T03:00:00Z (the moment the restored database remembers)";

/** Reads the command line of `npm run restore:guard`. @throws SetupError with the usage */
export function readBackupTime(args: string[], now = new Date()): Date {
  const text = parse(args)["backup-at"] ?? "";
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(time.getTime())) {
    throw new SetupError(`--backup-at must be a time with its zone.\n${USAGE}`);
  }
  if (time > now) throw new SetupError(`--backup-at ${text} has not been yet: when was the backup made?\n${USAGE}`);
  return time;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { "backup-at": { type: "string" } } }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n${USAGE}`);
  }
}
