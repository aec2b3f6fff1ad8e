import { describe, expect, it } from "vitest";
import { simulatorSettings, smtpSettings } from "./contract.ts";

const refusals = (settings: object) =>
  smtpSettings.safeParse(settings).error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];

describe("the host of a mail server", () => {
  it.each([
    "smtp.acme.com",
    " smtp.acme.com ",
    "localhost",
    "127.0.0.1",
    "10.1.2.3",
    "169.253.1.1",
    "::1",
    "[2001:db8::25]",
    "fe80.acme.com",
  ])("may be %s", (host) => expect(refusals({ host })).toEqual([]));

  it.each([
    ["the address itself", "169.254.169.254"],
    ["another of its network", "169.254.0.1"],
    ["a decimal number", "2852039166"],
    ["a hexadecimal number", "0xA9FEA9FE"],
    ["octal parts", "0251.0376.0251.0376"],
    ["fewer parts", "169.254.43518"],
    ["a dot at the end", "169.254.169.254."],
    ["mapped to IPv6", "::ffff:169.254.169.254"],
    ["mapped to IPv6, in brackets", "[::FFFF:a9fe:a9fe]"],
    ["IPv6 link-local", "fe80::1"],
    ["the far end of IPv6 link-local", "[FEBF::1]"],
  ])("is never a cloud machine's own service: %s", (_name, host) => {
    expect(refusals({ host })).toEqual(["host: must not be a link-local address"]);
  });

  it.each([
    ["nothing", "", "must name the mail server"],
    ["spaces", "   ", "must name the mail server"],
    ["a URL", "https://smtp.acme.com", "must be a host name or address"],
    ["a path", "smtp.acme.com/x", "must be a host name or address"],
    ["a login", "ann@smtp.acme.com", "must be a host name or address"],
    ["a second line", "smtp.acme.com\r\nQUIT", "must be a host name or address"],
    ["a port", "smtp.acme.com:587", "must be a host name or address, without a port"],
    ["half an address", "1.2.3.4.5", "must be a host name or address, without a port"],
  ])("is a name or an address, not %s", (_name, host, message) => {
    expect(refusals({ host })).toEqual([`host: ${message}`]);
  });
});

describe("the other SMTP settings", () => {
  it("are those of a submission server unless said otherwise", () => {
    expect(smtpSettings.parse({ host: "a.test" })).toEqual({
      host: "a.test",
      port: 587,
      security: "starttls",
      max_connections: 5,
    });
  });

  it.each([
    [{ port: 1 }, true],
    [{ port: 65_535 }, true],
    [{ port: 0 }, false],
    [{ port: 65_536 }, false],
    [{ port: 25.5 }, false],
    [{ port: "25" }, false],
    [{ security: "tls" }, true],
    [{ security: "none" }, true],
    [{ security: "ssl" }, false],
    [{ username: null }, true],
    [{ username: "u".repeat(320) }, true],
    [{ username: "u".repeat(321) }, false],
    [{ max_connections: 20 }, true],
    [{ max_connections: 0 }, false],
    [{ max_connections: 21 }, false],
  ])("%j: %s", (change, expected) => {
    expect(smtpSettings.safeParse({ host: "a.test", ...change }).success).toBe(expected);
  });
});

it.each([
  [undefined, true],
  ["http://127.0.0.1:4020", true],
  ["http://localhost:4020/", true],
  ["http://[::1]:4020", true],
  ["https://127.0.0.1:4020", false],
  ["file:///etc/passwd", false],
  ["http://127.0.0.1@evil.example/", false],
  ["http://localhost.evil.example/", false],
  ["http://0.0.0.0/", false],
  ["http://10.0.0.1/", false],
  ["not a url", false],
])("a simulator's address may be %s: %s", (url, expected) => {
  expect(simulatorSettings.safeParse({ url }).success).toBe(expected);
});
