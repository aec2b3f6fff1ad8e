import { describe, expect, it } from "vitest";
import { contested, rebased } from "./draft-conflict.ts";

const was = { name: "Relay", port: "587", kinds: ["bounce"] };
const labels = { name: "Name", port: "Port", kinds: "Kinds" };
const textOf = (_name: string, value: unknown) => String(value);

describe("two who edit one thing", () => {
  const draft = { name: "Mine", port: "465", kinds: ["bounce"] };
  const now = { name: "Theirs", port: "465", kinds: ["bounce", "complaint"] };

  it("keep each what they alone changed; what both changed is as in the form", () =>
    expect(rebased({ draft, was, now })).toEqual({ name: "Mine", port: "465", kinds: ["bounce", "complaint"] }));

  it("decide only on what both changed, and differently", () =>
    expect(contested({ draft, was, now }, labels, textOf)).toEqual([
      { label: "Name", stored: "Theirs", mine: "Mine" },
    ]));

  it("compare lists by what is in them", () => {
    const lists = { draft: { ...was, kinds: ["bounce"] }, was, now: { ...was, kinds: [] } };
    expect(contested(lists, labels, textOf)).toEqual([]);
    expect(rebased(lists)).toEqual({ ...was, kinds: [] });
  });
});
