import { describe, expect, it } from "vitest";
import { addWebhookKeyBody, createConnectionBody, updateConnectionBody } from "./contract-connection.ts";

const smtp = { kind: "smtp", name: "Main", settings: { host: "smtp.acme.com" } };
const simulator = { kind: "simulator", name: "Sim" };

type Form = typeof createConnectionBody | typeof updateConnectionBody | typeof addWebhookKeyBody;

/** The fields a form refuses, as the API names them. */
const refused = (form: Form, body: unknown) =>
  form.safeParse(body).error?.issues.map((issue) => issue.path.join(".")) ?? [];

describe("createConnectionBody", () => {
  it("fills in a submission server without events", () => {
    expect(createConnectionBody.parse(smtp)).toEqual({
      ...smtp,
      event_source: "none",
      settings: { host: "smtp.acme.com", port: 587, security: "starttls", max_connections: 5 },
      secrets: {},
    });
  });

  it("fills in a simulator that posts events", () => {
    expect(createConnectionBody.parse(simulator)).toEqual({ ...simulator, event_source: "sendgrid", settings: {} });
  });

  it.each([
    ["an unknown kind", { ...smtp, kind: "sendgrid" }, "kind"],
    ["no kind", { name: "Main" }, "kind"],
    ["no settings for SMTP", { kind: "smtp", name: "Main" }, "settings"],
    ["a name of spaces", { ...smtp, name: "   " }, "name"],
    ["a name of 101 characters", { ...smtp, name: "n".repeat(101) }, "name"],
    ["an unknown event source", { ...smtp, event_source: "ses" }, "event_source"],
    ["a password among the settings", { ...smtp, settings: { host: "a.test", password: "p" } }, "settings"],
    ["a host given the simulator", { ...simulator, settings: { host: "a.test" } }, "settings"],
    ["secrets given the simulator", { ...simulator, secrets: { password: "p" } }, ""],
    ["a secret nobody reads", { ...smtp, secrets: { token: "t" } }, "secrets"],
    ["an empty password", { ...smtp, secrets: { password: "" } }, "secrets.password"],
    ["an endless password", { ...smtp, secrets: { password: "p".repeat(1_001) } }, "secrets.password"],
    ["an empty public key", { ...smtp, webhook_public_key: "" }, "webhook_public_key"],
    ["an endless public key", { ...smtp, webhook_public_key: "k".repeat(2_001) }, "webhook_public_key"],
    ["a simulator on another machine", { ...simulator, settings: { url: "http://10.0.0.1/" } }, "settings.url"],
    ["a field that is not the form's", { ...smtp, tenant_id: crypto.randomUUID() }, ""],
  ])("refuses %s", (_name, body, field) => expect(refused(createConnectionBody, body)).toEqual([field]));

  it("cuts the name's margins and takes 100 characters", () => {
    expect(createConnectionBody.parse({ ...smtp, name: ` ${"n".repeat(100)} ` }).name).toBe("n".repeat(100));
  });
});

describe("updateConnectionBody", () => {
  it("takes the version alone, and a password that is to go", () => {
    expect(updateConnectionBody.parse({ version: 3 })).toEqual({ version: 3 });
    const secrets = { password: null };
    expect(updateConnectionBody.parse({ version: 3, secrets })).toEqual({ version: 3, secrets });
  });

  it.each([
    ["no version", { name: "Main" }, "version"],
    ["a version that is text", { version: "3" }, "version"],
    ["an empty name", { version: 1, name: "" }, "name"],
    ["another kind", { version: 1, kind: "simulator" }, ""],
    ["keys past their own endpoint", { version: 1, webhook_keys: [] }, ""],
    ["settings that are a list", { version: 1, settings: [] }, "settings"],
    ["an unknown secret", { version: 1, secrets: { api_key: "k" } }, "secrets"],
  ])("refuses %s", (_name, body, field) => expect(refused(updateConnectionBody, body)).toEqual([field]));
});

it("a webhook key comes alone", () => {
  expect(refused(addWebhookKeyBody, { public_key: "pem" })).toEqual([]);
  expect(refused(addWebhookKeyBody, {})).toEqual(["public_key"]);
  expect(refused(addWebhookKeyBody, { public_key: "pem", id: crypto.randomUUID() })).toEqual([""]);
});
