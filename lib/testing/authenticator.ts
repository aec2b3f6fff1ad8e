import { createOTP } from "@better-auth/utils/otp";

/** A code of the authenticator app; the one before it is good as well, so that a person may be slow. */
export const authenticatorCode = (secret: string) => createOTP(secretText(secret)).totp();

/** The secret as the app takes it, base32, back to what it encodes. */
export function secretText(base32: string): string {
  const bits = [...base32].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}
