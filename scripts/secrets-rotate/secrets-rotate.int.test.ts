import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { decryptSecrets, encryptSecrets } from "#lib/secrets/secret-box.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { resealBatchRows } from "#lib/upkeep/thresholds.ts";
import { NODE_FLAGS } from "#scripts/stack/build.ts";

const databaseUrl = await createOwnDatabase();
const ctx = createTestContext(databaseUrl);
const client = new pg.Client(databaseUrl);
beforeAll(() => client.connect());
afterAll(() => client.end());

const [former, current, stranger] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)] as const;
const started = new Set<ChildProcess>();
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
});

/** The command in a process of its own, as an operator runs it. */
function rotate() {
  const child = spawn(process.execPath, [...NODE_FLAGS, "scripts/secrets-rotate/main.ts"], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      DATABASE_URL: databaseUrl,
      REDIS_URL: inject("redisUrl"),
      APP_URL: "http://127.0.0.1:3000",
      AUTH_SECRET: "n".repeat(40),
      AUTH_SECRETS_OLD: "o".repeat(40),
      ENCRYPTION_KEY: current.toString("base64"),
      ENCRYPTION_KEYS_OLD: former.toString("base64"),
      INNGEST_EVENT_KEY: "key",
      INNGEST_SIGNING_KEY: `signkey-test-${"a".repeat(64)}`,
    },
  });
  started.add(child);
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => Object.assign(said, { text: said.text + part }));
  return { child, said, ended: once(child, "close").then(([code]) => code as number | null) };
}

const count = 2 * resealBatchRows + 10;
let ids: string[] = [];
beforeAll(async () => {
  const tenantId = await createTestTenant(ctx);
  for (let n = 0; n < count; n += 1) {
    const secrets_encrypted = encryptSecrets(former, { password: `secret ${n}` });
    ids.push((await createTestConnection(ctx, tenantId, { kind: "smtp", secrets_encrypted })).id);
  }
  ids = ids.sort();
});

async function openedBy(...keys: Buffer[]): Promise<number> {
  const { rows } = await client.query<{ sealed: Buffer }>(
    "SELECT secrets_encrypted AS sealed FROM provider_connections",
  );
  const ring = { encryptionKey: keys[0] ?? current, oldEncryptionKeys: keys.slice(1) };
  const opens = ({ sealed }: { sealed: Buffer }) => {
    try {
      return decryptSecrets(ring, sealed).password?.startsWith("secret ");
    } catch {
      return false;
    }
  };
  return rows.filter(opens).length;
}

describe("npm run secrets:rotate", () => {
  test("killed in the middle loses nothing; the next run does the rest and says which keys may go", async () => {
    // Somebody holds a row of the second batch: the command waits there, and is killed.
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM provider_connections WHERE id = $1 FOR UPDATE", [ids[resealBatchRows + 3]]);
    const first = rotate();
    await expect.poll(() => first.said.text, { timeout: 30_000 }).toContain(`${resealBatchRows} rows looked at`);
    first.child.kill("SIGKILL");
    await first.ended;
    await client.query("ROLLBACK");
    await expect.poll(() => openedBy(current)).toBe(resealBatchRows);
    expect(await openedBy(current, former)).toBe(count);

    const second = rotate();
    expect([await second.ended, second.said.text]).toEqual([
      0,
      expect.stringContaining(
        `provider_connections.secrets_encrypted: ${count - resealBatchRows} sealed anew, ${resealBatchRows} were current already, 0 cannot be opened`,
      ),
    ]);
    expect(second.said.text).toMatch(
      /ENCRYPTION_KEYS_OLD, key 1 \(id [0-9a-f]{8}\): no stored secret needs it any more/,
    );
    expect(second.said.text).toContain("AUTH_SECRETS_OLD: no second factor needs it any more");
    expect(await openedBy(current)).toBe(count);
  });

  test("names what no key opens, and ends with exit code 1", async () => {
    const lost = encryptSecrets(stranger, { password: "secret" });
    await client.query("UPDATE provider_connections SET secrets_encrypted = $1 WHERE id = $2", [lost, ids[7]]);
    const { ended, said } = rotate();
    expect(await ended).toBe(1);
    expect(said.text).toContain(`✗ provider_connections.secrets_encrypted, row ${ids[7]}: `);
    expect(said.text).toContain("made with another ENCRYPTION_KEY");
    expect(said.text).not.toContain("no stored secret needs it any more");
    const { rows } = await client.query("SELECT secrets_encrypted AS sealed FROM provider_connections WHERE id = $1", [
      ids[7],
    ]);
    expect(Buffer.from(rows[0].sealed).equals(Buffer.from(lost))).toBe(true);
  });
});
