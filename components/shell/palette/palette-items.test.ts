import { describe, expect, it } from "vitest";
import { actionsFor, allProspects, filled, matching, PAGES } from "./palette-items.ts";

const sending = { is_active: true, is_paused: false };
const ids = (role: Parameters<typeof actionsFor>[0], engine?: typeof sending) =>
  actionsFor(role, engine).map(({ id }) => id);

describe("actionsFor", () => {
  it.each([
    ["viewer", sending, ["help"]],
    ["operator", sending, ["stop", "job:run-sequencer"]],
    ["admin", { is_active: true, is_paused: true }, ["resume", "job:run-sequencer"]],
  ] as const)("offers a %s what they may do in this state", (role, engine, first) =>
    expect(ids(role, engine).slice(0, first.length)).toEqual(first),
  );

  it("offers no kill switch while the engine is off or not read yet", () => {
    for (const engine of [{ is_active: false, is_paused: false }, undefined])
      expect(ids("owner", engine)).not.toEqual(expect.arrayContaining([expect.stringMatching(/stop|resume/)]));
  });
});

describe("matching", () => {
  const labels = (text: string) => matching(PAGES, text).map(({ label }) => label);

  it("finds by every word, in any order and case, also by words that are not shown", () => {
    expect(labels("PROSPECTS import")).toEqual(["Import prospects"]);
    expect(labels("csv")).toEqual(["Import prospects"]);
  });

  it("offers everything for no text, and nothing for nonsense", () => {
    expect(labels(" ")).toHaveLength(PAGES.length);
    expect(labels("qqq")).toEqual([]);
  });
});

it("leaves empty groups out", () => {
  const group = { value: "Pages", items: [...PAGES] };
  expect(filled([{ value: "Domains", items: [] }, group])).toEqual([group]);
});

it("leads to all prospects that a text finds, where more are found than are shown", () => {
  expect(allProspects("a & b", true)).toMatchObject([{ deed: { kind: "go", href: "/prospects?q=a%20%26%20b" } }]);
  expect(allProspects("a & b", false)).toEqual([]);
});
