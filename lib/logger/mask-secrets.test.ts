import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newAccessToken } from "#lib/auth/access-token.ts";
import { newApiKey } from "#lib/auth/api-key.ts";
import { createUnsubscribeToken } from "#lib/suppressions/unsubscribe-token.ts";
import { maskLine } from "./mask-secrets.ts";

describe("maskLine", () => {
  it.each([
    ["a password of JSON", '{"user":"a","password":"hun\\"ter2","n":1}', '{"user":"a","password":"[masked]","n":1}'],
    ["a list of cookies", '{"set-cookie":["a=1; Path=/","b=2"],"n":1}', '{"set-cookie":"[masked]","n":1}'],
    ["an object of secrets", '{"secrets":{"k":"v"},"n":1}', '{"secrets":"[masked]","n":1}'],
    [
      "JSON in a string",
      '{"msg":"{\\"new_password\\":\\"x y\\",\\"n\\":1}"}',
      '{"msg":"{\\"new_password\\":\\"[masked]\\",\\"n\\":1}"}',
    ],
    ["a query", "GET /x?token=abc&page=2", "GET /x?token=[masked]&page=2"],
    [
      "our cookie",
      "cookie: __Host-outreach.session_token=a.b%3D; theme=dark",
      "cookie: __Host-outreach.session_token=[masked]; theme=dark",
    ],
    ["a bearer token", "authorization: Bearer abc123", "authorization: Bearer [masked]"],
    ["a login", "Basic dXNlcjpwYXNz", "Basic [masked]"],
    ["a login over SMTP", "C: AUTH PLAIN AGEAYg==", "C: AUTH PLAIN [masked]"],
    ["a database's URL", "postgresql://app:p@ss:word@db.test:5432/x", "postgresql://app:[masked]@db.test:5432/x"],
    ["a cache's URL without a user", "redis://:secret@cache:6379", "redis://:[masked]@cache:6379"],
    ["a mail server's URL", "smtps://u%40a.test:pw@smtp.a.test:465", "smtps://u%40a.test:[masked]@smtp.a.test:465"],
    ["an unsubscribe link", "POST /u/AQabcdefgh 200", "POST /u/[masked] 200"],
    ["a one-time link", "https://x.test/access-link#abcdefgh", "https://x.test/access-link#[masked]"],
    ["a provider's key", `SG.${"a".repeat(22)}.${"b".repeat(43)}`, "SG.[masked]"],
    ["a receiver's secret", `whsec_${"ab+/".repeat(8)}==`, "whsec_[masked]"],
    ["the job runner's key", `signkey-prod-${"ab".repeat(32)}`, "signkey-prod-[masked]"],
    ["a second factor's secret", "enrolled JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "enrolled [masked]"],
    ["a private key", "-----BEGIN EC PRIVATE KEY-----\\nab+/cd==\\n-----END EC", "[masked]-----END EC"],
    ["an address", "wrote to ann.lee@acme.test", "wrote to a***@acme.test"],
  ])("masks %s", (_name, line, expected) => {
    expect(maskLine(line)).toBe(expected);
  });

  it.each([
    '{"level":40,"time":"2026-06-10T16:00:00.000Z","tenantId":"01990000-0000-7000-8000-000000000000","msg":"job failed"}',
    "at Object.<anonymous> (/app/.next/server/chunks/node_modules_next_dist_esm_build_templates_app-route_0c4b7d.js:1:2)",
    "Basic settings are kept, a bearer token is missing",
    "the checksum is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    '{"input_tokens":1200,"code":"version_conflict","passed":"yes","https":"//x"}',
    "http://127.0.0.1:8290/mail/send, http://[::1]:3000/",
    "run 01JDZ3N5T8Y4Q2W7X9V1B6K0MC of send-email",
    "at describeWhyTheNextMessageOfAProspectWaits (/app/lib/prospects/describe-next.ts:1:2)",
  ])("leaves %s", (line) => {
    expect(maskLine(line)).toBe(line);
  });

  it("finds a token without a digit", () => {
    expect(maskLine("x 'HbqvAXMGSfEsKJGIpsETkPwuMuAjRkZeILItJObQFTA, y")).toBe("x '[masked], y");
  });

  const ids = { tenantId: crypto.randomUUID(), outreachEmailId: crypto.randomUUID() };
  const makers: [string, () => string][] = [
    ["an API key", () => newApiKey().key],
    ["a one-time link's token", () => newAccessToken().token],
    ["an unsubscribe token", () => createUnsubscribeToken({ encryptionKey: randomBytes(32) }, ids)],
  ];
  it.each(makers)("finds %s where nothing says what it is", (_name, make) => {
    const around = fc.constantFrom(" ", '"', "'", "/", ":", ",", "(", "\\n", "?", "#", "=");
    const check = (before: string, after: string) => {
      const secret = make();
      const line = maskLine(`x${before}${secret}${after}y`);
      expect(line).not.toContain(secret.slice(9));
      expect(line.startsWith(`x${before}`) && line.endsWith(`${after}y`)).toBe(true);
    };
    fc.assert(fc.property(around, around, check));
  });

  it("leaves what pino wrote an object of JSON, whatever a field held", () => {
    const check = (name: string, value: string) => {
      const line = JSON.stringify({ level: 30, [name]: value, msg: "said" });
      const read = JSON.parse(maskLine(line));
      expect([read.level, read.msg]).toEqual([30, "said"]);
      expect(read[name]).toBe("[masked]");
    };
    const name = fc.constantFrom("password", "x-api-key", "Cookie", "smtp.password", "access_token", "backupCodes");
    fc.assert(fc.property(name, fc.string({ minLength: 1, maxLength: 200, unit: "binary" }), check));
  }, 30_000);

  it("takes time in proportion to the line, whatever is in it", () => {
    const hostile = [
      '"password":"',
      "\\",
      '\\"',
      '"token',
      "://",
      "a:b@",
      "Bearer ",
      "AUTH PLAIN ",
      "/u/",
      "oc_aaaaaaSG.",
      "a@a.",
      "password=",
      '"secrets":{',
      "x.-",
    ];
    for (const part of [...hostile, hostile.join("")]) {
      const line = part.repeat(Math.ceil(400_000 / part.length));
      const started = performance.now();
      maskLine(line);
      // a cost that grows with the square of the length would be minutes
      expect(performance.now() - started, part).toBeLessThan(5_000);
    }
  });
});
