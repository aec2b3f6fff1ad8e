/** `ann.lee@acme.test` → `a***@acme.test`: enough to follow a case, too little to leak a list. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 1) return "***";
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}

/**
 * Local parts have at most 64 characters (RFC 5321). Slashes are left out: `/node_modules/@prisma` is a path. The letter of an escape
 * before one (`\n`) is no part of it.
 */
const addressPattern =
  /(\\(?:u[\da-f]{4}|[bfnrt]))?([\p{L}\p{N}!#$&'*+=?^_`{|}~%.-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,10}[\p{L}-]{2,63})/gu;

/** Masks every address in a text, e.g. in what a mail server or the database said about one. */
export function maskAddresses(text: string): string {
  return text.includes("@")
    ? text.replace(addressPattern, (_, before = "", address) => before + maskAddress(address))
    : text;
}
