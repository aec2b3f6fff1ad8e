import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function decoded(bytes: Uint8Array, size = 3): Promise<string> {
  let text = "";
  for await (const part of decodeText(inChunks(bytes, size))) text += part;
  return text;
}

const utf16be = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16();

describe("decodeText", () => {
  const cases: { name: string; input: Uint8Array; expected: string }[] = [
    { name: "nothing", input: Buffer.from(""), expected: "" },
    { name: "one character", input: Buffer.from("a"), expected: "a" },
    { name: "one character of two bytes", input: Buffer.from("é"), expected: "é" },
    { name: "plain ASCII", input: Buffer.from("email,name\n"), expected: "email,name\n" },
    { name: "UTF-8 of every length", input: Buffer.from("aé€𝄞b"), expected: "aé€𝄞b" },
    { name: "UTF-8 with a mark", input: Buffer.from("\uFEFFaé"), expected: "aé" },
    { name: "a mark alone", input: Buffer.from("\uFEFF"), expected: "" },
    { name: "UTF-16, little end first", input: Buffer.from("\uFEFFaé€𝄞", "utf16le"), expected: "aé€𝄞" },
    { name: "UTF-16, big end first", input: utf16be("aé€𝄞"), expected: "aé€𝄞" },
    { name: "Latin-1", input: Buffer.from("Müller, José", "latin1"), expected: "Müller, José" },
    { name: "Latin-1 that ends on an accent", input: Buffer.from("José", "latin1"), expected: "José" },
    { name: "Latin-1 of one character", input: Buffer.from("é", "latin1"), expected: "é" },
    {
      name: "what Windows adds to Latin-1",
      input: Uint8Array.of(0x80, 0x93, 0x61, 0x92, 0x94, 0x96),
      expected: "€“a’”–",
    },
    { name: "a UTF-8 character that the end cut off", input: Uint8Array.of(0x61, 0xe2, 0x82), expected: "aâ‚" },
    { name: "text with NUL characters", input: Buffer.from("a\0b\0"), expected: "ab" },
    { name: "ASCII in UTF-16 without a mark", input: Buffer.from("email\n", "utf16le"), expected: "email\n" },
  ];
  for (const { name, input, expected } of cases)
    it(`reads ${name}, in chunks of any size`, async () => {
      for (const size of [1, 2, 3, 4, 5, 1_000]) expect(await decoded(input, size)).toBe(expected);
    });

  it("reads any text in UTF-8 and UTF-16, cut anywhere", () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\0\uFEFF]/g, "x")),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          expect(await decoded(Buffer.from(text), size)).toBe(text);
          expect(await decoded(Buffer.from(`\uFEFF${text}`), size)).toBe(text);
          if (text !== "") expect(await decoded(Buffer.from(`\uFEFF${text}`, "utf16le"), size)).toBe(text);
        },
      ),
    ));

  it("keeps what was UTF-8 before the first byte that is not", async () => {
    const bytes = Buffer.concat([Buffer.from("é,"), Buffer.from("Müller", "latin1")]);
    expect(await decoded(bytes, 3)).toBe("é,Müller");
  });

  it("passes on that reading broke off", async () => {
    async function* broken() {
      yield Buffer.from("email\n");
      throw new Error("connection reset");
    }
    await expect(Array.fromAsync(decodeText(broken()))).rejects.toThrow("connection reset");
  });
});
