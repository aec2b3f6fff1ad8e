import { describe, expect, it } from "vitest";
import { hashApiKey, newApiKey } from "./api-key.ts";
import { toApiKeyView } from "./api-key-view.ts";
import { apiKeyPage, createApiKeyBody, switchTenantBody } from "./contract.ts";
import type { ApiKeyRow } from "./repo.ts";

describe("createApiKeyBody", () => {
  const good = { name: "ci", role: "operator" };

  it("makes a key that lives a year unless said otherwise", () => {
    expect(createApiKeyBody.parse({ ...good, name: " ci " })).toEqual({ ...good, expires_in_days: 365 });
  });

  it.each([
    [{ expires_in_days: 1 }, []],
    [{ expires_in_days: 730 }, []],
    [{ expires_in_days: 0 }, ["expires_in_days"]],
    [{ expires_in_days: 731 }, ["expires_in_days"]],
    [{ expires_in_days: 1.5 }, ["expires_in_days"]],
    [{ expires_in_days: null }, ["expires_in_days"]],
    [{ role: "owner" }, []],
    [{ role: "root" }, ["role"]],
    [{ role: "Admin" }, ["role"]],
    [{ role: undefined }, ["role"]],
    [{ name: " " }, ["name"]],
    [{ name: "n".repeat(100) }, []],
    [{ name: "n".repeat(101) }, ["name"]],
    [{ tenant_id: crypto.randomUUID() }, [""]],
  ])("with %j refuses %j", (change, fields) => {
    const parsed = createApiKeyBody.safeParse({ ...good, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join(".")) ?? []).toEqual(fields);
  });
});

it("a session moves to a tenant named by its id", () => {
  expect(switchTenantBody.safeParse({ tenant_id: crypto.randomUUID() }).success).toBe(true);
  expect(switchTenantBody.safeParse({ tenant_id: "demo" }).error?.issues[0]?.message).toBe(
    "must be the id of a tenant you belong to",
  );
});

describe("toApiKeyView", () => {
  const { key, prefix, hash } = newApiKey();
  const at = new Date("2026-06-10T16:00:00Z");
  const row: ApiKeyRow = {
    id: crypto.randomUUID(),
    tenant_id: crypto.randomUUID(),
    name: "ci",
    role: "operator",
    prefix,
    key_hash: hash,
    created_by: null,
    created_at: at,
    expires_at: at,
    last_used_at: null,
    revoked_at: null,
  };

  it("fits the contract and holds neither the key nor its hash", () => {
    const view = toApiKeyView(row);
    expect(apiKeyPage.parse({ items: [view], next_cursor: null }).items).toEqual([view]);
    expect(view).toMatchObject({ prefix: key.slice(0, 9), expires_at: at.toISOString(), last_used_at: null });
    expect(view).not.toHaveProperty("key_hash");
    expect(JSON.stringify(view)).not.toContain(key);
  });

  it("takes a role that this code does not know for the lowest", () => {
    expect(toApiKeyView({ ...row, role: "superuser" }).role).toBe("viewer");
  });
});

it("keys that differ in one letter have nothing in common once hashed", () => {
  const { key } = newApiKey();
  const other = key.slice(0, -1) + (key.endsWith("A") ? "B" : "A");
  expect(Buffer.from(hashApiKey(other)).equals(Buffer.from(hashApiKey(key)))).toBe(false);
  expect(Buffer.from(hashApiKey(key)).toString("hex")).not.toContain(Buffer.from(key).toString("hex"));
});
