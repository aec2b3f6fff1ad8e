import { describe, expect, it } from "vitest";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import { openSecrets, toConnectionView } from "./connection-view.ts";
import { connectionView } from "./contract-connection.ts";
import { mailboxView } from "./contract-mailbox.ts";
import { toHealthView } from "./health-view.ts";
import { toMailboxView } from "./mailbox-view.ts";
import type { ConnectionRow } from "./repo-connections.ts";
import type { MailboxRow } from "./repo-mailboxes.ts";

const config = { appUrl: "https://console.test", encryptionKey: Buffer.alloc(32, 7), oldEncryptionKeys: [] };
const id = "0196f0a0-0000-7000-8000-000000000001";
const at = new Date("2026-06-10T16:00:00Z");
const healthy = { state: null, state_reason: null, state_since: null };
const secret = "s3cret-of-the-provider";

const connection: ConnectionRow = {
  id,
  name: "Main",
  kind: "smtp",
  event_source: "sendgrid",
  settings: { host: "smtp.acme.com", port: 587 },
  secrets_encrypted: encryptSecrets(config.encryptionKey, { password: secret }),
  webhook_keys: [],
  archived_at: null,
  version: 2,
  created_at: at,
  mailbox_count: 3,
  ...healthy,
};

describe("toConnectionView", () => {
  it("fits the contract and has the names of its secrets, never their values", () => {
    const view = toConnectionView(connection, config);
    expect(connectionView.parse(view)).toEqual(view);
    expect(view.secret_names).toEqual(["password"]);
    expect(JSON.stringify(view)).not.toContain(secret);
    expect(view).not.toHaveProperty("secrets_encrypted");
  });

  it.each([
    ["sendgrid", `https://console.test/api/webhooks/sendgrid/${id}`],
    ["none", null],
  ])("with events from %s the address for them is %s", (event_source, expected) => {
    expect(toConnectionView({ ...connection, event_source }, config).webhook_url).toBe(expected);
  });

  it("says when it was put away", () => {
    expect(toConnectionView({ ...connection, archived_at: at }, config).archived_at).toBe("2026-06-10T16:00:00.000Z");
  });
});

describe("openSecrets", () => {
  const sealed = encryptSecrets(config.encryptionKey, { password: secret });
  it.each([
    ["what this key sealed", config.encryptionKey, sealed, { password: secret }],
    ["nothing stored", config.encryptionKey, null, {}],
    ["what another key sealed", Buffer.alloc(32, 8), sealed, {}],
    ["what was damaged", config.encryptionKey, sealed.with(-1, (sealed.at(-1) ?? 0) ^ 1), {}],
    ["what is no box", config.encryptionKey, Uint8Array.of(9, 9), {}],
  ])("%s", (_name, key, stored, expected) => {
    expect(openSecrets({ encryptionKey: key, oldEncryptionKeys: [] }, stored)).toEqual(expected);
  });
});

describe("toMailboxView", () => {
  const mailbox: MailboxRow = {
    id,
    from_email: "ann@mail.test",
    from_name: "Ann Lee",
    sender_name: "Ann",
    reply_to_email: null,
    daily_limit: 40,
    is_active: true,
    open_tracking: true,
    click_tracking: false,
    sending_domain_id: id,
    domain: "mail.test",
    provider_connection_id: id,
    connection_name: "Main",
    connection_kind: "smtp",
    used_today: 12,
    last_scheduled_at: null,
    archived_at: null,
    version: 1,
    created_at: at,
    ...healthy,
  };

  it("fits the contract, with times as text", () => {
    const view = toMailboxView(mailbox, new Map([[id, 20]]));
    expect(mailboxView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ last_scheduled_at: null, created_at: "2026-06-10T16:00:00.000Z", cap_today: 20 });
    expect(toMailboxView({ ...mailbox, last_scheduled_at: at }, new Map()).last_scheduled_at).toBe(
      "2026-06-10T16:00:00.000Z",
    );
  });

  it("stays switched on while the guard holds it: is_active belongs to people", () => {
    const view = toMailboxView(
      { ...mailbox, state: "paused", state_reason: "bounce_rate", state_since: at },
      new Map(),
    );
    expect(view).toMatchObject({ cap_today: 0, is_active: true, state: "paused", state_reason: "bounce_rate" });
  });
});

it.each(["healthy", "watch", "throttled", "paused", "probation"] as const)("a state of %s is shown", (state) => {
  expect(toHealthView({ state, state_reason: "r", state_since: at })).toEqual({
    state,
    state_reason: "r",
    state_since: at.toISOString(),
  });
});
