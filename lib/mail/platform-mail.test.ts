import { expect, it } from "vitest";
import { smtpSettings } from "./contract.ts";
import { platformMail } from "./platform-mail.ts";

it.each([
  ["smtp://mail.company.test", { host: "mail.company.test", port: 587, security: "starttls", username: null }],
  ["smtp://ops%40x:pw@mail.company.test:2525", { port: 2525, security: "starttls", username: "ops@x" }],
  ["smtps://ops:pw@mail.company.test", { port: 465, security: "tls", username: "ops" }],
  ["smtps://mail.company.test:8465", { port: 8465, security: "tls" }],
  ["smtp://127.0.0.1:1025", { host: "127.0.0.1", port: 1025, security: "none" }],
])("%s", (url, settings) => {
  const mail = platformMail(url, "alerts@company.test");
  expect(mail?.transport.settings).toMatchObject(settings);
  expect(smtpSettings.parse(mail?.transport.settings)).toMatchObject(settings);
});

it("decodes the password and needs both settings", () => {
  expect(platformMail("smtps://ops:a%2Fb@m.test", "a@m.test")?.transport.secrets).toEqual({ password: "a/b" });
  expect([platformMail(undefined, "a@m.test"), platformMail("smtp://m.test", undefined)]).toEqual([null, null]);
});
