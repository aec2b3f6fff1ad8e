import { describe, expect, it } from "vitest";
import { isKnownTag, jsonWithEtag } from "./etag.ts";

const ask = (tag?: string) =>
  new Request("http://console.test/x", { headers: tag === undefined ? {} : { "if-none-match": tag } });

describe("jsonWithEtag", () => {
  it("answers the value with a tag, and 304 without a body to who has it", async () => {
    const first = jsonWithEtag(ask(), { a: 1 });
    expect(await first.json()).toEqual({ a: 1 });
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const tag = first.headers.get("etag") ?? "";
    const again = jsonWithEtag(ask(tag), { a: 1 });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
  });

  it("knows an answer that differs in when it was made alone, by a weak tag", () => {
    const answer = (generated_at: string, a: number) => ({ generated_at, a });
    const first = jsonWithEtag(ask(), answer("2026-06-10T16:00:00Z", 1));
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"/);
    expect(jsonWithEtag(ask(tag), answer("2026-06-10T16:01:00Z", 1)).status).toBe(304);
    expect(jsonWithEtag(ask(tag), answer("2026-06-10T16:01:00Z", 2)).status).toBe(200);
  });

  it("answers anew once the value has changed", () => {
    const tag = jsonWithEtag(ask(), { a: 1 }).headers.get("etag") ?? "";
    expect(jsonWithEtag(ask(tag), { a: 2 }).status).toBe(200);
  });
});

it.each([
  ["no header", null, false],
  ["the tag", '"t"', true],
  ["the tag made weak", 'W/"t"', true],
  ["among others", '"a", "t"', true],
  ["anything", "*", true],
  ["another", '"a"', false],
])("isKnownTag: %s", (_name, header, known) => expect(isKnownTag(header, '"t"')).toBe(known));
