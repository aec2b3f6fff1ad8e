import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const env = { APP_URL: "http://127.0.0.1:3000", INNGEST_EVENT_KEY: "ek", INNGEST_SIGNING_KEY: "signkey-prod-00ff" };

test("reads the environment and fills in the rest", () => {
  expect(readSettings(env)).toEqual({
    port: 8288,
    appUrl: "http://127.0.0.1:3000",
    eventKey: "ek",
    signingKey: "signkey-prod-00ff",
    maxInFlight: 16,
    callTimeoutMs: 600_000,
  });
  expect(readSettings({ ...env, PORT: "9000", STANDIN_CALL_TIMEOUT_SECONDS: "30" })).toMatchObject({
    port: 9_000,
    callTimeoutMs: 30_000,
  });
});

test.each([
  ["APP_URL", "3000"],
  ["APP_URL", "ftp://app"],
  ["INNGEST_EVENT_KEY", ""],
  ["INNGEST_SIGNING_KEY", "signkey-prod-not-hex"],
  ["INNGEST_SIGNING_KEY", undefined],
  ["PORT", "99999"],
  ["STANDIN_MAX_IN_FLIGHT", "0"],
])("names %s when it is %j", (name, value) => {
  expect(() => readSettings({ ...env, [name]: value })).toThrow(name);
});
