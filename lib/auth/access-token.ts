import { createHash, randomBytes } from "node:crypto";

const shape = /^[A-Za-z0-9_-]{43}$/;

/** A token of a one-time link: 256 random bits. The database holds its hash alone. */
export function newAccessToken(): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashAccessToken(token) };
}

export function hashAccessToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

export function looksLikeAccessToken(text: string): boolean {
  return shape.test(text);
}

/** Where a person uses it. Behind the `#`, so that no server, log or referrer ever sees the token. */
export function accessLinkUrl(appUrl: string, token: string): string {
  return `${appUrl}/access-link#${token}`;
}
