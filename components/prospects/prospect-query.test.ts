import { describe, expect, it } from "vitest";
import { countFilters, FILTER_KEYS, filterOf, isSortable, NO_FILTERS, SORT_WORDS, sortOf } from "./prospect-query.ts";

const of = (text: string) => filterOf(new URLSearchParams(text));
const sorted = (text: string) => sortOf(new URLSearchParams(text), of(text));

describe("filters in the URL", () => {
  it("are all read, and nothing else", () => {
    const text = FILTER_KEYS.map((key) => `${key}=${key === "q" ? "air" : "1"}`).join("&");
    expect(countFilters(of(`${text}&cursor=x&sel=all`))).toBe(FILTER_KEYS.length);
  });

  it.each([["q=a"], ["q=%20%20"], ["status="], [""]])("“%s” sets none", (text) => {
    expect(countFilters(of(text))).toBe(0);
  });

  it("are counted by name", () => expect(countFilters(of("step=1&q=air"), ["step", "cycle"])).toBe(1));

  it("are cleared together with place, order and selection", () => {
    expect(Object.keys(NO_FILTERS)).toEqual([...FILTER_KEYS, "sort", "cursor", "sel"]);
  });
});

describe("order in the URL", () => {
  it.each([
    ["", "-created"],
    ["sort=created", "created"],
    ["sort=colour", "-created"],
    ["sort=next_send", "-created"],
    ["sort=next_send&status=contacted", "next_send"],
    ["sort=-last_sent&status=contacted", "-created"],
    ["sort=-last_sent&status=contacted&cycle=0", "-last_sent"],
  ])("%s", (text, expected) => expect(sorted(text)).toBe(expected));

  it("has words for each, and says which can be had", () => {
    expect(Object.values(SORT_WORDS).every((words) => words.endsWith("first"))).toBe(true);
    expect(isSortable("last_sent", of("status=lost&cycle=1"))).toBe(true);
  });
});
