import { resolve } from "node:path";
import { isOrigin } from "#lib/shared/is-origin.ts";
import { SetupError } from "./setup-error.ts";
import type { Environment } from "./variables.ts";

/** How a stack is to be run. An address that is given replaces the part that would have been started. */
export type StackSettings = {
  dataDir: string;
  port: number;
  appUrl: string;
  seed: "demo" | "empty";
  databaseUrl?: string;
  redisUrl?: string;
  inngestUrl?: string;
  simulatorUrl?: string;
};

/**
 * Reads DATA_DIR, PORT, APP_URL, SEED, DATABASE_URL, REDIS_URL, INNGEST_BASE_URL and SIMULATOR_URL (SPEC §14).
 * @param root folder that a relative DATA_DIR is meant from
 * @throws SetupError naming the variable and the fix
 */
export function readSettings(env: Environment, root: string): StackSettings {
  const port = readPort(env.PORT || "3000");
  const databaseUrl = readDatabaseUrl(env);
  const inngestUrl = readUrl(env, "INNGEST_BASE_URL", ["http:", "https:"]);
  requireInngestKeys(env, inngestUrl);
  return {
    dataDir: resolve(root, env.DATA_DIR || ".data"),
    port,
    appUrl: readAppUrl(env) ?? `http://127.0.0.1:${port}`,
    // a demo tenant is welcome in a database of our own, but not in one that somebody handed us
    seed: readSeed(env.SEED || (databaseUrl ? "empty" : "demo")),
    ...(databaseUrl && { databaseUrl }),
    ...optional("redisUrl", readUrl(env, "REDIS_URL", ["redis:", "rediss:"])),
    ...optional("inngestUrl", inngestUrl),
    ...optional("simulatorUrl", readUrl(env, "SIMULATOR_URL", ["http:", "https:"])),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(`PORT is "${text}": give a number from 1 to 65535, for example PORT=3000.`);
}

function readSeed(text: string): "demo" | "empty" {
  if (text === "demo" || text === "empty") return text;
  throw new SetupError(`SEED is "${text}": use demo (a tenant full of examples) or empty.`);
}

/** @throws SetupError when it is given and malformed */
export function readDatabaseUrl(env: Environment): string | undefined {
  return readUrl(env, "DATABASE_URL", ["postgresql:", "postgres:"]);
}

function readAppUrl(env: Environment): string | undefined {
  const url = readUrl(env, "APP_URL", ["http:", "https:"]);
  if (url === undefined || isOrigin(url)) return url;
  throw new SetupError("APP_URL has more than scheme, host and port: write it like https://console.example.com.");
}

function readUrl(env: Environment, name: string, protocols: string[]): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text.replace(/\/$/, "");
  const example = `${protocols[0]}//${name === "DATABASE_URL" ? "user:password@host:5432/database" : "host:port"}`;
  throw new SetupError(`${name} is not a usable address: write it like ${example}, or unset it.`); // may hold a password: not shown
}

function requireInngestKeys(env: Environment, inngestUrl: string | undefined) {
  if (!inngestUrl || (env.INNGEST_EVENT_KEY && env.INNGEST_SIGNING_KEY)) return;
  throw new SetupError(
    "INNGEST_BASE_URL is set: also set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY (signkey-prod-<64 hex digits>) to that server's keys.",
  );
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return (value ? { [key]: value } : {}) as { [key in K]?: string };
}
