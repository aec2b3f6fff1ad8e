/** `ann.lee@acme.test` → `a***@acme.test`: enough to follow a case, too little to leak a list. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 1) return "***";
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}
