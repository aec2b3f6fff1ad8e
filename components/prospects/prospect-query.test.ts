import { describe, expect, it } from "vitest";
import { prospectSorts } from "#lib/prospects/types.ts";
import { countFilters, FILTER_KEYS, filterOf, NO_FILTERS, sortOf, sortOptions, sortText } from "./prospect-query.ts";

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
    ["sort=next_send", "next_send"],
    ["sort=next_send&status=contacted", "next_send"],
    ["sort=next_send&status=won", "-created"],
    ["sort=next_send&hold_reason=cooldown", "-created"],
    ["sort=-last_sent", "-last_sent"],
    ["sort=last_sent&status=won", "last_sent"],
  ])("%s", (text, expected) => expect(sorted(text)).toBe(expected));

  it("is one of those that the filters allow", () => {
    const valuesOf = (text: string) => sortOptions(of(text)).map(({ value }) => value);
    expect(valuesOf("").toSorted()).toEqual(prospectSorts.toSorted());
    expect(valuesOf("status=won")).toEqual(valuesOf("").filter((sort) => sort !== "next_send"));
    expect(sortText("-created")).toBe("newest first");
    expect(sortText("next_send")).toBe("next email first, those with no next email left out");
  });
});
