import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAddress, maskAddresses } from "./mask-address.ts";

describe("maskAddress", () => {
  it.each([
    ["ann.lee@acme.test", "a***@acme.test"],
    ["a@acme.test", "a***@acme.test"],
    ['"odd@local"@acme.test', '"***@acme.test'],
    ["@acme.test", "***"],
    ["not an address", "***"],
    ["", "***"],
  ])("%j → %j", (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});

describe("maskAddresses", () => {
  it.each([
    ["an answer of a server", "550 5.1.1 <ann.lee@acme.test>: unknown", "550 5.1.1 <a***@acme.test>: unknown"],
    ["JSON", '{"to":"ann+x@mail.acme.test","n":1}', '{"to":"a***@mail.acme.test","n":1}'],
    ["two, side by side", "a.b@x.com,c.d@y.org", "a***@x.com,c***@y.org"],
    ["other scripts", "jörg@bücher.example", "j***@bücher.example"],
    ["xn-- domains", "pat@acme.xn--p1ai", "p***@acme.xn--p1ai"],
    ["a password in a URL", "redis://user:secret@cache.acme.test:6379", "redis://user:s***@cache.acme.test:6379"],
    [
      "a package in a stack",
      "/node_modules/@prisma/client/runtime.js:1:2",
      "/node_modules/@prisma/client/runtime.js:1:2",
    ],
    ["a version", "pnpm/pino@10.4.0/lib", "pnpm/pino@10.4.0/lib"],
    ["after an escape", '"\\u0001ann@acme.test\\nbob@acme.test"', '"\\u0001a***@acme.test\\nb***@acme.test"'],
    ["no address", "at 12:00 @ the office", "at 12:00 @ the office"],
  ])("%s", (_name, text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
  });

  it("leaves no address in the text, nor anything else changed", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.lorem(), (address, words) => {
        fc.pre(!address.includes("/"));
        const masked = maskAddresses(`${words} <${address}> ${words}`);
        expect(masked).not.toContain(address);
        expect(masked.startsWith(`${words} <`) && masked.endsWith(`> ${words}`)).toBe(true);
      }),
    );
  });
});
