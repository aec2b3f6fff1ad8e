/**
 * What a host is: `name` needs a look-up; `public` is routed on the internet; `loopback` is this machine; `private` a network of
 * one's own; `link_local` the neighbours, among them the service that hands cloud machines their credentials; `reserved` no host.
 */
export type HostKind = "name" | "public" | "loopback" | "private" | "link_local" | "reserved";

type Range = [network: string, kind: HostKind];

/** IANA's special-purpose registry for IPv4 (RFC 6890 and later), and the one public address that is Azure's own service. */
const ipv4Ranges: Range[] = [
  ["0.0.0.0/8", "reserved"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "private"],
  ["127.0.0.0/8", "loopback"],
  ["168.63.129.16/32", "link_local"],
  ["169.254.0.0/16", "link_local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "reserved"],
  ["192.0.2.0/24", "reserved"],
  ["192.88.99.0/24", "reserved"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "private"],
  ["198.51.100.0/24", "reserved"],
  ["203.0.113.0/24", "reserved"],
  ["224.0.0.0/4", "reserved"],
  ["240.0.0.0/4", "reserved"],
];

/** The same for IPv6. Only 2000::/3 is given out, less protocol blocks (Teredo among them), examples and 6to4. */
const ipv6Ranges: Range[] = [
  ["::1/128", "loopback"],
  ["64:ff9b:1::/48", "private"],
  ["fc00::/7", "private"],
  ["fe80::/10", "link_local"],
  ["2001::/23", "reserved"],
  ["2001:db8::/32", "reserved"],
  ["2002::/16", "reserved"],
  ["3fff::/20", "reserved"],
  ["2000::/3", "public"],
];

/** IPv4 in IPv6's clothes, mapped (RFC 4291) and translated by NAT64 (RFC 6052): judged by the address inside. */
const ipv4Inside = [prefixBits("::ffff:0:0/96"), prefixBits("64:ff9b::/96")];

const ipv4Rules = ipv4Ranges.map(([network, kind]) => ({ bits: prefixBits(network), kind }));
const ipv6Rules = ipv6Ranges.map(([network, kind]) => ({ bits: prefixBits(network), kind }));

/**
 * A host as connections understand it: lower case, IDN in ASCII, `169.254.169.254` for `0xa9fea9fe`, IPv6 shortened and without
 * brackets. Null for what is neither name nor address (a port, a path, a login, a zone id).
 */
export function canonicalHost(host: string): string | null {
  const bare = host.trim().replace(/^\[|\]$/g, "");
  if (/[/?#@\\]/.test(bare)) return null;
  const text = `http://${bare.includes(":") ? `[${bare}]` : bare}/`;
  if (!URL.canParse(text)) return null;
  return new URL(text).hostname.replace(/^\[|\]$/g, "");
}

/** What `host` is, whatever its spelling; null for what is no host. */
export function hostKind(host: string): HostKind | null {
  const canonical = canonicalHost(host);
  if (canonical === null || canonical === "") return null;
  if (canonical.includes(":")) return ipv6Kind(bitsOf(canonical));
  if (/^\d+(\.\d+){3}$/.test(canonical)) return ipv4Kind(bitsOf(canonical));
  const name = canonical.replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") ? "loopback" : "name";
}

/**
 * What one customer of a network holds: an IPv4 address, whatever its clothes, or the upper half of an IPv6 one (RFC 6177), as bits.
 * `address` is canonical.
 */
export function subscriberNetwork(address: string): string {
  const bits = bitsOf(address);
  const inside = ipv4Inside.find((prefix) => bits.length === 128 && bits.startsWith(prefix));
  return inside === undefined ? bits.slice(0, 64) : bits.slice(inside.length);
}

function ipv4Kind(bits: string): HostKind {
  return ipv4Rules.find((rule) => bits.startsWith(rule.bits))?.kind ?? "public";
}

function ipv6Kind(bits: string): HostKind {
  const inside = ipv4Inside.find((prefix) => bits.startsWith(prefix));
  if (inside !== undefined) return ipv4Kind(bits.slice(inside.length));
  return ipv6Rules.find((rule) => bits.startsWith(rule.bits))?.kind ?? "reserved";
}

function prefixBits(network: string): string {
  const [address = "", length] = network.split("/");
  return bitsOf(address).slice(0, Number(length));
}

/** A canonical address as its 32 or 128 bits. */
function bitsOf(address: string): string {
  if (!address.includes(":"))
    return address
      .split(".")
      .map((part) => toBits(Number(part), 8))
      .join("");
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const given = [groups(head), groups(tail ?? "")] as const;
  const gap = tail === undefined ? 0 : 8 - given[0].length - given[1].length;
  const all = [...given[0], ...Array<string>(gap).fill("0"), ...given[1]];
  return all.map((group) => toBits(Number.parseInt(group, 16), 16)).join("");
}

function toBits(value: number, width: number): string {
  return value.toString(2).padStart(width, "0");
}
