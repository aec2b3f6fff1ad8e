import { describe, expect, it } from "vitest";
import { type ConnectionView, createConnectionBody, updateConnectionBody } from "#lib/mailboxes/contract-connection.ts";
import { connectionDraft, createBody, updateBody } from "./connection-draft.ts";
import { describeServer, eventSourceLabel } from "./connection-words.ts";

const smtp = { ...connectionDraft(null), name: "Main", host: "smtp.example.com", username: "sales", password: "pw" };
const stored = {
  kind: "smtp",
  name: "Main",
  event_source: "sendgrid",
  settings: { host: "smtp.example.com", port: 465, security: "tls", username: null, max_connections: 9 },
  version: 4,
} as unknown as ConnectionView;

describe("createBody", () => {
  it("makes an SMTP connection the API takes", () => {
    expect(createConnectionBody.parse(createBody(smtp))).toMatchObject({
      kind: "smtp",
      settings: { host: "smtp.example.com", port: 587, security: "starttls", username: "sales" },
      secrets: { password: "pw" },
    });
  });
  it("makes a simulator without a server", () => {
    const body = createConnectionBody.parse(createBody({ ...smtp, kind: "simulator", event_source: "sendgrid" }));
    expect(body).toEqual({ kind: "simulator", name: "Main", event_source: "sendgrid", settings: {} });
  });
  it("leaves it to the API to refuse a port", () => {
    const refused = createConnectionBody.safeParse(createBody({ ...smtp, port: "mail" }));
    expect(refused.error?.issues.map((issue) => issue.path.join("."))).toEqual(["settings.port"]);
  });
});

describe("updateBody", () => {
  it("keeps the stored password and the settings that the form does not show", () => {
    const body = updateConnectionBody.parse(updateBody(connectionDraft(stored), stored));
    expect(body.secrets).toBeUndefined();
    expect(body).toMatchObject({ version: 4, settings: { port: 465, security: "tls", max_connections: 9 } });
  });
});

describe("words", () => {
  it.each([
    [stored, "smtp.example.com:465, TLS"],
    [{ kind: "simulator", settings: {} } as const, "Simulator: no real email is sent."],
  ])("describes where mail goes", (connection, expected) => expect(describeServer(connection)).toBe(expected));
  it("says what is missing without events", () => expect(eventSourceLabel("none")).toContain("unknown"));
});
