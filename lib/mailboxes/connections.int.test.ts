import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decryptSecrets } from "#lib/secrets/secret-box.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { checkConnection } from "./check-connection.ts";
import { createConnectionBody, type UpdateConnectionBody } from "./contract-connection.ts";
import { createConnection } from "./create-connection.ts";
import { getConnection, listConnections } from "./list-connections.ts";
import { admin, auditActions, newPublicKey, refusal } from "./testing.ts";
import { updateConnection } from "./update-connection.ts";

const ctx = createTestContext();
const password = "hunter2-äö";

async function tenant() {
  const tenantId = await createTestTenant(ctx);
  const create = (more: object = {}) => {
    const settings = { host: "smtp.example.test", port: 587, username: "ann" };
    const smtp = { kind: "smtp", name: "Main", event_source: "sendgrid", settings, secrets: { password } };
    const sent = JSON.parse(JSON.stringify({ ...smtp, ...more }));
    return createConnection(ctx, { tenantId, actor: admin, body: createConnectionBody.parse(sent) });
  };
  const update = (id: string, body: UpdateConnectionBody) =>
    updateConnection(ctx, { tenantId, actor: admin, id, body });
  const stored = (id: string) =>
    ctx.forTenant(tenantId, (tx) => tx.providerConnection.findUniqueOrThrow({ where: { id } }));
  const secrets = async (id: string) => decryptSecrets(ctx.config.encryptionKey, (await stored(id)).secrets_encrypted);
  return { tenantId, create, update, stored, secrets, audit: () => auditActions(ctx, tenantId) };
}

describe("createConnection", () => {
  it("stores secrets encrypted and never shows them again", async () => {
    const { tenantId, create, stored, secrets } = await tenant();
    const view = await create();
    expect(view).toMatchObject({
      kind: "smtp",
      settings: { host: "smtp.example.test", port: 587, security: "starttls", username: "ann", max_connections: 5 },
      secret_names: ["password"],
      webhook_url: `http://127.0.0.1:3000/api/webhooks/sendgrid/${view.id}`,
      webhook_keys: [],
      mailbox_count: 0,
      version: 1,
    });
    expect(await secrets(view.id)).toEqual({ password });
    expect(Buffer.from((await stored(view.id)).secrets_encrypted ?? []).includes(password)).toBe(false);
    const log = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany());
    expect(log).toHaveLength(1);
    expect(JSON.stringify([view, log])).not.toContain(password);
  });

  it("makes a simulator that takes events with the given key", async () => {
    const { create } = await tenant();
    const view = await create({
      kind: "simulator",
      settings: {},
      secrets: undefined,
      webhook_public_key: newPublicKey("der"),
    });
    expect(view).toMatchObject({ kind: "simulator", settings: {}, secret_names: [], event_source: "sendgrid" });
    expect(view.webhook_keys).toMatchObject([{ fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  });

  it("has no webhook address where no events come", async () => {
    const { create } = await tenant();
    expect((await create({ event_source: "none" })).webhook_url).toBeNull();
  });

  it("has a name once", async () => {
    const { create } = await tenant();
    await create();
    expect((await refusal(create())).details.errors).toMatchObject([{ field: "name" }]);
  });

  it("refuses a key that is none", async () => {
    const { create } = await tenant();
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ type: "spki", format: "pem" });
    for (const key of ["nonsense", rsa.toString()]) {
      const error = await refusal(create({ webhook_public_key: key }));
      expect(error.details.errors).toMatchObject([{ field: "webhook_public_key" }]);
    }
  });

  it("keeps the public half of a private key pasted by mistake", async () => {
    const { create, stored } = await tenant();
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const { id } = await create({ webhook_public_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() });
    expect(JSON.stringify((await stored(id)).webhook_keys)).toContain("BEGIN PUBLIC KEY");
    expect(JSON.stringify((await stored(id)).webhook_keys)).not.toContain("PRIVATE");
  });

  it.each([
    [{ settings: { host: "" } }, "settings.host"],
    [{ settings: { host: "169.254.169.254" } }, "settings.host"],
    [{ settings: { host: "x.test", port: 0 } }, "settings.port"],
    [{ settings: { host: "x.test", password: "p" } }, "settings"],
    [{ kind: "sendgrid" }, "kind"],
    [{ name: "" }, "name"],
    [{ kind: "simulator", settings: { url: "http://10.0.0.1/" } }, "settings.url"],
  ])("its form refuses %j", (change, field) => {
    const good = { kind: "smtp", name: "N", settings: { host: "x.test" } };
    expect(createConnectionBody.safeParse(good).success).toBe(true);
    const parsed = createConnectionBody.safeParse({ ...good, ...change });
    expect(parsed.error?.issues[0]?.path.join(".")).toBe(field);
  });
});

describe("updateConnection", () => {
  it("changes settings and keeps a secret that is not named", async () => {
    const { create, update, stored, secrets, audit } = await tenant();
    const { id } = await create();
    const { host } = (await stored(id)).settings as { host: string };
    const settings = { host, port: 465, security: "tls" };
    expect(await update(id, { version: 1, settings, name: "Other" })).toMatchObject({
      name: "Other",
      settings: { host, port: 465, security: "tls" },
      secret_names: ["password"],
      version: 2,
    });
    expect(await secrets(id)).toEqual({ password });
    expect(await audit()).toEqual(["connection.created", "connection.changed"]);
  });

  it("sends no stored password to another host: it is asked for again, or taken away", async () => {
    const { create, update, secrets } = await tenant();
    const { id } = await create();
    const settings = { host: "other.test" };
    const refused = await refusal(update(id, { version: 1, settings }));
    expect(refused.details.errors).toMatchObject([{ field: "secrets.password" }]);
    expect(await secrets(id)).toEqual({ password });
    await update(id, { version: 1, settings, secrets: { password: "for other" } });
    expect(await secrets(id)).toEqual({ password: "for other" });
    const third = { version: 2, settings: { host: "third.test" }, secrets: { password: null } };
    expect((await update(id, third)).secret_names).toEqual([]);
    expect(await update(id, { version: 3, settings: { host: "fourth.test" } })).toMatchObject({ version: 4 });
  });

  it("replaces and removes a secret, and audits that without its value", async () => {
    const { tenantId, create, update, secrets } = await tenant();
    const { id } = await create();
    await update(id, { version: 1, secrets: { password: "second" } });
    expect(await secrets(id)).toEqual({ password: "second" });
    expect((await update(id, { version: 2, secrets: { password: null } })).secret_names).toEqual([]);
    const log = await ctx.forTenant(tenantId, (tx) =>
      tx.auditLog.findMany({ where: { action: "connection.changed" } }),
    );
    expect(log.map((line) => line.after)).toEqual([
      { changed_secrets: ["password"] },
      { changed_secrets: ["password"] },
    ]);
  });

  it("takes secrets anew when the stored ones cannot be read any more", async () => {
    const { tenantId, create, secrets } = await tenant();
    const { id } = await create();
    const newKey = { ...ctx, config: { ...ctx.config, encryptionKey: Buffer.alloc(32, 9) } };
    expect((await getConnection(newKey, { tenantId, id })).secret_names).toEqual([]);
    expect((await refusal(checkConnection(newKey, { tenantId, id }))).message).toContain("Enter them again");
    const body = { version: 1, secrets: { password: "again" } };
    await updateConnection(newKey, { tenantId, actor: admin, id, body });
    expect(await checkConnection(newKey, { tenantId, id })).toEqual({ ok: true, detail: null });
    await expect(secrets(id)).rejects.toThrow();
  });

  it("names wrong settings by the kind of the connection", async () => {
    const { create, update } = await tenant();
    const smtp = await create();
    const port = await refusal(update(smtp.id, { version: 1, settings: { host: "a.test", port: 70_000 } }));
    expect(port.details.errors).toMatchObject([{ field: "settings.port" }]);
    const simulator = await create({ kind: "simulator", name: "Sim", settings: {}, secrets: undefined });
    const host = await refusal(update(simulator.id, { version: 1, settings: { host: "a.test" } }));
    expect(host.details.errors).toMatchObject([{ field: "settings.host" }]);
    const secret = await refusal(update(simulator.id, { version: 1, secrets: { password: "x" } }));
    expect(secret.details.errors).toMatchObject([{ field: "secrets" }]);
  });

  it("answers a stale version with the connection as it is, and a taken name by field", async () => {
    const { create, update } = await tenant();
    const { id } = await create();
    await update(id, { version: 1, name: "First" });
    const stale = await refusal(update(id, { version: 1, name: "Second" }));
    expect(stale).toMatchObject({
      code: "version_conflict",
      details: {
        extra: {
          current: { name: "First", version: 2 },
          changes: [{ before: { name: "Main" }, after: { name: "First" } }],
        },
      },
    });
    await create({ name: "Taken" });
    expect((await refusal(update(id, { version: 2, name: "Taken" }))).details.errors).toMatchObject([
      { field: "name" },
    ]);
  });
});

it("lists by name, page by page, and only its own", async () => {
  const { tenantId, create } = await tenant();
  for (const name of ["b", "c", "a"]) await create({ name });
  const first = await listConnections(ctx, { tenantId, limit: 2, archived: false });
  const rest = await listConnections(ctx, { tenantId, limit: 2, archived: false, cursor: first.next_cursor ?? "" });
  expect([...first.items, ...rest.items].map((item) => item.name)).toEqual(["a", "b", "c"]);
  const stranger = await createTestTenant(ctx);
  expect((await listConnections(ctx, { tenantId: stranger, limit: 9, archived: false })).items).toEqual([]);
});
