import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineContext } from "#lib/engine/context.ts";
import { createConnection } from "#lib/mailboxes/create-connection.ts";
import { systemActor } from "#lib/shared/actor.ts";

export type SimulatorConnection = { connectionId: string; privateKey: string };

/**
 * The tenant's simulator connection with the key its events are signed with: the public half on the connection, the private half in
 * DATA_DIR/simulator-keys/<id>.pem (mode 0600). One whose key file is missing cannot be used and is replaced.
 */
export async function ensureSimulatorConnection(
  ctx: EngineContext,
  tenantId: string,
  dataDir: string,
): Promise<SimulatorConnection> {
  const existing = await ctx.forTenant(tenantId, (tx) =>
    tx.providerConnection.findMany({ where: { kind: "simulator", archived_at: null } }),
  );
  const usable = existing.find((row) => existsSync(keyPath(dataDir, row.id)));
  if (usable) return { connectionId: usable.id, privateKey: readFileSync(keyPath(dataDir, usable.id), "utf8") };
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const name = existing.length === 0 ? "Simulator" : `Simulator ${existing.length + 1}`;
  const body = {
    kind: "simulator",
    name,
    event_source: "sendgrid",
    settings: {},
    webhook_public_key: publicKey,
  } as const;
  const { id } = await createConnection(ctx, { tenantId, actor: systemActor("seed"), body });
  mkdirSync(join(dataDir, "simulator-keys"), { recursive: true, mode: 0o700 });
  writeFileSync(keyPath(dataDir, id), privateKey, { mode: 0o600 });
  return { connectionId: id, privateKey };
}

function keyPath(dataDir: string, connectionId: string): string {
  return join(dataDir, "simulator-keys", `${connectionId}.pem`);
}
