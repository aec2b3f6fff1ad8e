import { expect, it } from "vitest";
import { isLocalConnection, isLoopbackHost } from "./loopback.ts";

it.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["mail.localhost", true],
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["::1", true],
  ["[::1]", true],
  [" 127.0.0.1 ", true],
  ["2130706433", true],
  ["::ffff:127.0.0.1", true],
  ["", false],
  ["127.0.0.1.evil.com", false],
  ["evil-localhost", false],
  ["127.evil.com", false],
  ["0.0.0.0", false],
  ["::", false],
  ["169.254.169.254", false],
  ["localhost.evil.com", false],
  ["10.0.0.1", false],
  ["smtp.acme.com", false],
])("%s is loopback: %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

it("takes the simulator and loopback SMTP as local, nothing else", () => {
  expect(isLocalConnection({ kind: "simulator", settings: {} })).toBe(true);
  expect(isLocalConnection({ kind: "smtp", settings: { host: "127.0.0.1" } })).toBe(true);
  expect(isLocalConnection({ kind: "smtp", settings: { host: "smtp.acme.com" } })).toBe(false);
  expect(isLocalConnection({ kind: "smtp", settings: null })).toBe(false);
  expect(isLocalConnection({ kind: "smtp", settings: { host: 127 } })).toBe(false);
  expect(isLocalConnection({ kind: "smtp", settings: "127.0.0.1" })).toBe(false);
  expect(isLocalConnection({ kind: "sendgrid", settings: { host: "127.0.0.1" } })).toBe(false);
});
