import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./variables.ts";

const GENERATORS = {
  AUTH_SECRET: () => randomBytes(32).toString("base64url"),
  ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
  METRICS_TOKEN: () => randomBytes(32).toString("base64url"),
  INNGEST_EVENT_KEY: () => randomBytes(24).toString("hex"),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString("hex")}`,
};

type SecretName = keyof typeof GENERATORS;
export type Secrets = Record<SecretName, string>;
const NAMES = Object.keys(GENERATORS) as SecretName[];

/** Reads `NAME=value` lines; blank lines and `#` comments are skipped. */
export function parseSecrets(text: string): Record<string, string> {
  const pairs = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()] as const);
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}

/**
 * The keys this installation signs and encrypts with: from the environment, else DATA_DIR/secrets.env (mode 0600),
 * which is written once with whatever it lacked. Losing that file loses what was encrypted.
 */
export function loadSecrets(dataDir: string, env: Environment): Secrets {
  const file = join(dataDir, "secrets.env");
  const stored = existsSync(file) ? parseSecrets(readFileSync(file, "utf8")) : {};
  const complete = Object.fromEntries(NAMES.map((name) => [name, stored[name] || GENERATORS[name]()])) as Secrets;
  if (NAMES.some((name) => stored[name] !== complete[name])) store(file, { ...stored, ...complete });
  else chmodSync(file, 0o600);
  return Object.fromEntries(NAMES.map((name) => [name, env[name] || complete[name]])) as Secrets;
}

function store(file: string, secrets: Record<string, string>) {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `# Generated once. Whoever has this file can read what is encrypted.\n${lines.join("\n")}\n`, {
    mode: 0o600,
  });
  renameSync(draft, file); // never half a file: a lost key cannot be made again
}
