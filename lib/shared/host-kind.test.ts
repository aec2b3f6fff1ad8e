import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalHost, hostKind, subscriberNetwork } from "./host-kind.ts";

describe("a host as connections understand it", () => {
  it.each([
    ["SMTP.Acme.com", "smtp.acme.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["2130706433", "127.0.0.1"],
    ["0x7f.1", "127.0.0.1"],
    ["0177.0.0.01", "127.0.0.1"],
    ["127。0。0。1", "127.0.0.1"],
    ["127.0.0.%31", "127.0.0.1"],
    ["[2001:DB8:0:0::1]", "2001:db8::1"],
    ["::ffff:10.0.0.1", "::ffff:a00:1"],
  ])("%s is %s", (host, expected) => expect(canonicalHost(host)).toBe(expected));

  it.each([
    "a.test:25",
    "a.test/x",
    "ann@a.test",
    "a.test?x",
    "a.test#x",
    "a\\b",
    "1.2.3.4.5",
    "fe80::1%eth0",
    ":::",
    "a b",
  ])("%s is none", (host) => {
    expect(canonicalHost(host)).toBeNull();
    expect(hostKind(host)).toBeNull();
  });

  it("is none when nothing is given", () => expect(hostKind("")).toBeNull());
});

const cases = {
  name: [
    "smtp.acme.com",
    "acme.com.",
    "intranet",
    "metadata.google.internal",
    "127.evil.com",
    "localhost.evil.com",
    "fe80.com",
  ],
  public: [
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "192.0.1.1",
    "198.20.0.0",
  ].concat([
    "223.255.255.255",
    "169.253.1.1",
    "2606:4700::1111",
    "[2a00:1450::1]",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
  ]),
  loopback: [
    "localhost",
    "LOCALHOST.",
    "app.localhost",
    "127.0.0.1",
    "127.255.255.255",
    "127.1",
    "2130706433",
    "0x7f000001",
  ].concat([
    "017700000001",
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
    "[::ffff:127.0.0.1]",
    "::ffff:7f00:1",
    "64:ff9b::127.0.0.1",
  ]),
  private: [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "198.19.0.1",
  ].concat([
    "fd00:ec2::254",
    "fc00::1",
    "fdff::1",
    "64:ff9b:1::a00:1",
    "::ffff:192.168.0.1",
    "64:ff9b::a00:1",
    "0xa000001",
  ]),
  link_local: [
    "169.254.169.254",
    "2852039166",
    "0251.0376.0251.0376",
    "169.254.43518",
    "169.254.169.254.",
    "168.63.129.16",
  ].concat(["fe80::1", "[FEBF::1]", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"]),
  reserved: [
    "0.0.0.0",
    "0",
    "0.1.2.3",
    "192.0.0.8",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.1.1.1",
  ].concat(
    ["240.0.0.1", "255.255.255.255", "::", "::127.0.0.1", "::ffff:0:127.0.0.1", "100::1", "2001:db8::1", "2001::1"],
    ["2002:7f00:1::1", "3fff::1", "fec0::1", "ff02::1", "4000::1", "5f00::1", "192.88.99.1"],
  ),
};

describe("what a host is", () => {
  it.each(Object.entries(cases).flatMap(([kind, hosts]) => hosts.map((host) => [host, kind])))(
    "%s is %s",
    (host, kind) => {
      expect(hostKind(host)).toBe(kind);
    },
  );

  it("does not depend on how an IPv4 address is written", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const kind = hostKind(`${a}.${b}.${c}.${d}`);
        const octal = [a, b, c, d].map((part) => `0${part.toString(8)}`).join(".");
        const spellings = [String(number), `0x${number.toString(16)}`, octal, `${a}.${b}.${c * 256 + d}`];
        const clothes = [`::ffff:${a}.${b}.${c}.${d}`, `[64:ff9b::${a}.${b}.${c}.${d}]`];
        for (const other of [...spellings, ...clothes]) expect(hostKind(other)).toBe(kind);
      }),
    );
  });
});

describe("what one customer holds", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4", true],
    ["1.2.3.4", "1.2.3.5", false],
    ["1.2.3.4", "::ffff:102:304", true],
    ["1.2.3.4", "64:ff9b::102:304", true],
    ["::ffff:102:304", "::ffff:102:305", false],
    ["2a01:4f8:1:2::1", "2a01:4f8:1:2:ffff::", true],
    ["2a01:4f8:1:2::1", "2a01:4f8:1:3::1", false],
  ])("%s and %s: the same is %s", (one, other, expected) => {
    expect(subscriberNetwork(one) === subscriberNetwork(other)).toBe(expected);
  });
});
