import { describe, expect, it } from "vitest";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { connectionChangeLines, contestedFields, rebasedDraft } from "./connection-conflict.ts";
import { connectionDraft } from "./connection-draft.ts";

const settings = { host: "smtp.one.test", port: 587, security: "starttls", username: "ann" };
const base = { kind: "smtp", name: "Relay", event_source: "none", settings } as unknown as ConnectionView;
const current = { ...base, name: "Backup", settings: { ...settings, port: 465 } } as ConnectionView;
const line = { by: "Ben", at: "2026-06-10T12:00:00Z" };

describe("two who edit a connection", () => {
  it("keep each what they alone changed, a typed password too", () => {
    const draft = { ...connectionDraft(base), username: "ben", password: "secret" };
    expect(rebasedDraft(draft, base, current)).toEqual({
      ...connectionDraft(current),
      username: "ben",
      password: "secret",
    });
    expect(contestedFields(draft, base, current)).toEqual([]);
  });

  it("decide on what both changed", () => {
    const draft = { ...connectionDraft(base), port: "25", name: "Main" };
    expect(contestedFields(draft, base, current)).toEqual([
      { label: "Name", stored: "Backup", mine: "Main" },
      { label: "Port", stored: "465", mine: "25" },
    ]);
  });

  it.each([
    [
      { name: "Relay", settings },
      { name: "Backup", settings: { ...settings, port: 465 } },
      ["Name: Relay → Backup", "Port: 587 → 465"],
    ],
    [{ settings: { ...settings, username: null } }, { settings }, ["User name: none → ann"]],
    [{}, { changed_secrets: ["password"] }, ["Password: a new one"]],
    [null, { id: "k1" }, ["added a webhook key"]],
    [{ id: "k1" }, null, ["removed a webhook key"]],
  ])("are told field by field: %j → %j", (before, after, lines) =>
    expect(connectionChangeLines({ ...line, before, after })).toEqual(lines),
  );
});
