import { BlockList, isIP } from "node:net";

export type AddressRanges = { has(address: string): boolean };

/**
 * A set of network addresses.
 * @param parts addresses and ranges, e.g. `10.0.0.7`, `172.30.0.0/24`, `fd00::/8`
 * @throws Error naming a part that is neither
 */
export function addressRanges(parts: readonly string[]): AddressRanges {
  const list = new BlockList();
  for (const part of parts) add(list, part);
  return { has: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)) };
}

function add(list: BlockList, part: string): void {
  const [address = "", bits, ...rest] = part.split("/");
  const isRange = bits !== undefined && /^\d{1,3}$/.test(bits);
  if (isIP(address) === 0 || rest.length > 0 || (bits !== undefined && !isRange)) {
    throw new Error(`${part} is neither an address nor a range like 172.30.0.0/24`);
  }
  if (isRange) list.addSubnet(address, Number(bits), familyOf(address));
  else list.addAddress(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
