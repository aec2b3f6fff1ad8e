import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifySendgridSignature } from "#lib/webhooks/verify-sendgrid-signature.ts";
import { readWebhookKey, toWebhookKeyView, withWebhookKey } from "./webhook-key.ts";

const now = new Date("2026-06-10T16:00:00Z");
const pair = () => generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const spki = { type: "spki", format: "pem" } as const;
const pemOf = ({ publicKey }: ReturnType<typeof pair>) => publicKey.export(spki).toString();
const base64Of = ({ publicKey }: ReturnType<typeof pair>) =>
  publicKey.export({ type: "spki", format: "der" }).toString("base64");
const read = (text: string) => readWebhookKey(text, "public_key", now);

describe("readWebhookKey", () => {
  it.each([
    ["PEM", pemOf],
    ["base64 as SendGrid shows it", base64Of],
    ["PEM with spaces around it", (keys: ReturnType<typeof pair>) => `\n  ${pemOf(keys)}  \n`],
  ])("takes %s and stores what verifies the provider's signature", (_name, write) => {
    const keys = pair();
    const stored = read(write(keys));
    expect(stored.public_key).toBe(pemOf(keys));
    expect(stored.added_at).toBe(now.toISOString());
    const [rawBody, timestamp] = [Buffer.from('[{"event":"delivered"}]'), "1780000000"];
    const signature = sign("sha256", Buffer.concat([Buffer.from(timestamp), rawBody]), keys.privateKey);
    const post = { rawBody, timestamp, signature: signature.toString("base64") };
    expect(verifySendgridSignature(post, [stored])).toBe(true);
    expect(verifySendgridSignature(post, [read(pemOf(pair()))])).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["text", "not a key"],
    ["another curve", generateKeyPairSync("ec", { namedCurve: "secp384r1" }).publicKey.export(spki).toString()],
    ["another algorithm", generateKeyPairSync("ed25519").publicKey.export(spki).toString()],
    ["half a key", base64Of(pair()).slice(0, 60)],
  ])("refuses %s", (_name, text) => expect(() => read(text)).toThrow(/ECDSA P-256/));
});

describe("withWebhookKey", () => {
  const [one, two, three] = [pair(), pair(), pair()].map((keys) => read(pemOf(keys)));
  if (!one || !two || !three) throw new Error("three keys are needed");

  it("adds up to two", () => {
    expect(withWebhookKey([], one)).toEqual([one]);
    expect(withWebhookKey([one], two)).toEqual([one, two]);
    expect(() => withWebhookKey([one, two], three)).toThrow("remove the old one first");
  });

  it("knows a key again in another form", () => {
    const keys = pair();
    expect(() => withWebhookKey([read(pemOf(keys))], read(base64Of(keys)))).toThrow("there already");
  });
});

it("shows a fingerprint and never the key", () => {
  const keys = pair();
  const [a, b] = [toWebhookKeyView(read(pemOf(keys))), toWebhookKeyView(read(base64Of(keys)))];
  expect(a.fingerprint).toBe(b.fingerprint);
  expect(toWebhookKeyView(read(pemOf(pair()))).fingerprint).not.toBe(a.fingerprint);
  expect(Object.keys(a).sort()).toEqual(["added_at", "fingerprint", "id"]);
});
