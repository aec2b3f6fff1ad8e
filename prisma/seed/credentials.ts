import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the parts of the stack listen. */
export type Addresses = { url: string; databaseUrl: string; redisUrl: string; inngestUrl: string };

export type Access = {
  email: string;
  password: string;
  api_key: string;
  tenant_id: string;
  connection_id: string;
  /** PEM that the simulator connection signs its events with */
  webhook_private_key: string;
};

const pathOf = (dataDir: string) => join(dataDir, "credentials.json");
const draftOf = (dataDir: string) => join(dataDir, "first-owner.json");

export function hasCredentials(dataDir: string): boolean {
  return existsSync(pathOf(dataDir));
}

/** Writes DATA_DIR/credentials.json (mode 0600), whole or not at all. */
export function writeCredentials(dataDir: string, addresses: Addresses, access: Access): void {
  const { email, password, api_key, tenant_id, connection_id, webhook_private_key } = access;
  const { url, databaseUrl, redisUrl, inngestUrl } = addresses;
  const content = {
    url,
    email,
    password,
    api_key,
    database_url: databaseUrl,
    redis_url: redisUrl,
    inngest_url: inngestUrl,
    tenant_id,
    connection_id,
    webhook_url: `${url}/api/webhooks/sendgrid/${connection_id}`,
    webhook_private_key,
  };
  writeWhole(pathOf(dataDir), content);
}

export function readDraft(dataDir: string): { email: string; password: string } | null {
  const path = existsSync(draftOf(dataDir)) ? draftOf(dataDir) : pathOf(dataDir);
  if (!existsSync(path)) return null;
  const { email, password } = JSON.parse(readFileSync(path, "utf8")) as { email: string; password: string };
  return { email, password };
}

export function writeDraft(dataDir: string, owner: { email: string; password: string }): void {
  writeWhole(draftOf(dataDir), owner);
}

export function removeDraft(dataDir: string): void {
  rmSync(draftOf(dataDir), { force: true });
}

function writeWhole(path: string, content: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
