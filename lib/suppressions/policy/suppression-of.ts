import { asciiDomain, emailKey } from "#lib/shared/email-key.ts";

/** What a cell of a list stands for: an address, or a recipient domain (also written @domain); null for neither. */
export function suppressionOf(text: string): { kind: "email" | "domain"; value: string } | null {
  const given = text.trim();
  const isDomain = !given.includes("@") || given.startsWith("@");
  const value = isDomain ? asciiDomain(given.replace(/^@/, "")) : emailKey(given);
  return value === null ? null : { kind: isDomain ? "domain" : "email", value };
}
