import { readFileSync } from "node:fs";

export type Credentials = {
  url: string;
  email: string;
  password: string;
  api_key: string;
  database_url: string;
  redis_url: string;
  tenant_id: string;
  connection_id: string;
  webhook_url: string;
  webhook_private_key: string;
};

/** The way in that the set-up wrote down for this run. */
export function credentials(): Credentials {
  const path = process.env.E2E_CREDENTIALS;
  if (!path) throw new Error("E2E_CREDENTIALS is not set: run the browser tests with npm run test:e2e.");
  return readCredentials(path);
}

export function readCredentials(path: string): Credentials {
  return JSON.parse(readFileSync(path, "utf8")) as Credentials;
}
