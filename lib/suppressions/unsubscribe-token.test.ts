import { describe, expect, it } from "vitest";
import { createUnsubscribeToken, readUnsubscribeToken, unsubscribeUrl } from "./unsubscribe-token.ts";

const config = { appUrl: "https://console.test", encryptionKey: Buffer.alloc(32, 1) };
const subject = {
  tenantId: "01930000-0000-7000-8000-000000000001",
  outreachEmailId: "01930000-0000-7000-8000-0000000000ff",
};

describe("unsubscribe token", () => {
  it("comes back as what it stands for", () => {
    expect(readUnsubscribeToken(config, createUnsubscribeToken(config, subject))).toEqual(subject);
    expect(unsubscribeUrl(config, subject)).toMatch(/^https:\/\/console\.test\/u\/[A-Za-z0-9_-]{92}$/);
  });

  it("is nobody's when a single byte was changed", () => {
    const bytes = Buffer.from(createUnsubscribeToken(config, subject), "base64url");
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(readUnsubscribeToken(config, changed.toString("base64url"))).toBeNull();
    }
  });

  it.each(["", "x", "../../etc/passwd", "ä", "A".repeat(92), "A".repeat(5_000)])("refuses %j", (token) => {
    expect(readUnsubscribeToken(config, token)).toBeNull();
  });

  it("is nobody's under another key", () => {
    const other = { ...config, encryptionKey: Buffer.alloc(32, 2) };
    expect(readUnsubscribeToken(other, createUnsubscribeToken(config, subject))).toBeNull();
  });
});
