/** Whether an address is scheme, host and port alone, as what stands before every link must be: a path would be lost or doubled. */
export function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, href } = new URL(address);
  return href === `${origin}/`;
}
