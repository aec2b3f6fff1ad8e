import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { createSigningSecret, signedHeaders } from "./sign-notice.ts";

it("signs as Standard Webhooks says (the specification's own vector)", () => {
  const at = new Date(1_614_265_330_000);
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(signedHeaders([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}')).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

it("signs with both secrets of a rotation, over id, time and body", () => {
  const secrets = [createSigningSecret(), createSigningSecret()];
  const at = new Date("2026-06-10T16:00:00.900Z");
  const body = '{"text":"grün"}';
  const expected = secrets.map((secret) => {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    return `v1,${createHmac("sha256", key).update(`msg_1.1781107200.${body}`).digest("base64")}`;
  });
  expect(signedHeaders(secrets, "msg_1", at, body)["webhook-signature"]).toBe(expected.join(" "));
});

it("makes secrets of 32 random bytes, never the same", () => {
  const secrets = Array.from({ length: 50 }, createSigningSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
  }
});
