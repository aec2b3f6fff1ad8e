import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of DATA_DIR/credentials.json that a start reads or keeps true; the seed writes the file. */
export type Credentials = {
  url: string;
  email: string;
  password: string;
  api_key: string;
  database_url: string;
  redis_url: string;
  inngest_url: string;
  webhook_url?: string;
};
type Urls = Pick<Credentials, "url" | "database_url" | "redis_url" | "inngest_url">;

const pathIn = (dataDir: string) => join(dataDir, "credentials.json");

/** The first tenant's way in, or null when this installation did not create one. */
export function readCredentials(dataDir: string): Credentials | null {
  const path = pathIn(dataDir);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Credentials) : null;
}

/** The same credentials with the addresses of this start. */
function withUrls(credentials: Credentials, urls: Urls): Credentials {
  const webhook = credentials.webhook_url;
  return { ...credentials, ...urls, ...(webhook && { webhook_url: `${urls.url}${new URL(webhook).pathname}` }) };
}

/** Brings the addresses in credentials.json up to date: ports may have changed since it was written. */
export function refreshCredentials(dataDir: string, urls: Urls): Credentials | null {
  const stored = readCredentials(dataDir);
  if (!stored) return null;
  const current = withUrls(stored, urls);
  if (JSON.stringify(current) !== JSON.stringify(stored)) {
    const draft = `${pathIn(dataDir)}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, pathIn(dataDir));
  }
  return current;
}
