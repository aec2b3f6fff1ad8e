import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differentWords } from "../testing/writing-facts.ts";
import { precedentsOf, repetitionProblems } from "./repetition.ts";
import { jaccard, shinglesOf, subjectKey, wordsOf } from "./similarity.ts";

const codes = (problems: { code: string }[]) => problems.map((problem) => problem.code);

describe("shingles", () => {
  it.each([
    ["a text of five words", "one two three four five", 2],
    ["exactly four", "one two three four", 1],
    ["fewer than four", "one two", 1],
    ["nothing", "", 0],
    ["punctuation only", "… — !", 0],
    ["a run that comes twice", "one two three four one two three four", 4],
  ])("%s", (_name, text, count) => {
    expect(shinglesOf(text).size).toBe(count);
  });

  it("looks at words only: case, commas and line breaks make no other text", () => {
    expect(shinglesOf("One, two —\n\nTHREE four; five.")).toEqual(shinglesOf("one two three four five"));
  });

  it("keeps apostrophes and letters of every script inside words", () => {
    expect(wordsOf("Don’t stop — O'Neil's café №5")).toEqual(["don’t", "stop", "o'neil's", "café", "5"]);
  });
});

describe("jaccard", () => {
  const anySet = fc.uniqueArray(fc.integer({ min: 0, max: 20 }).map(String)).map((items) => new Set(items));

  it("is a share, the same both ways, 1 only for equal texts", () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const index = jaccard(a, b);
        expect(index).toBe(jaccard(b, a));
        expect(index >= 0 && index <= 1).toBe(true);
        expect(index === 1).toBe(a.size > 0 && a.symmetricDifference(b).size === 0);
        expect(index).toBeCloseTo(a.union(b).size === 0 ? 0 : a.intersection(b).size / a.union(b).size);
      }),
    );
  });
});

describe("repetitionProblems", () => {
  const earlier = { cycle: 0, step: 1, subject: "Missed calls at Acme", core: "one two three four five six seven" };

  it.each([
    ["another subject and text", "A thought on dispatch", "quite another letter about nothing said before", []],
    ["the same subject", "Missed calls at Acme", "quite another letter", ["repeated_subject"]],
    ["it with Re: and other case", "RE: fwd: missed CALLS, at acme!", "quite another letter", ["repeated_subject"]],
    ["the same text", "A thought", "One two three, four five six seven!", ["repeated_text"]],
    ["both", "Missed calls at Acme", earlier.core, ["repeated_subject", "repeated_text"]],
  ])("%s", (_name, subject, core, expected) => {
    expect(codes(repetitionProblems({ subject, core }, precedentsOf([earlier])))).toEqual(expected);
  });

  it("takes two fifths in common, not more", () => {
    // n words make n − 3 shingles; texts that share their first m words share m − 3 of them
    const sharing = (shared: number, own: number) => {
      const start = differentWords(shared);
      const core = (from: number) => `${start} ${differentWords(own, from)}`;
      const [a, b] = [core(200), core(300)];
      const problems = repetitionProblems({ subject: "New", core: a }, precedentsOf([{ ...earlier, core: b }]));
      return { index: jaccard(shinglesOf(a), shinglesOf(b)), codes: codes(problems) };
    };
    expect(sharing(43, 30)).toEqual({ index: 0.4, codes: [] }); // 40 of 100
    expect(sharing(44, 30)).toEqual({ index: 41 / 101, codes: ["repeated_text"] });
  });

  it("compares with every message of every cycle, not only the last", () => {
    const others = Array.from({ length: 12 }, (_, cycle) => ({
      cycle: cycle + 1,
      step: 1,
      subject: `Subject ${cycle}`,
      core: differentWords(20, 100 * (cycle + 1)),
    }));
    const draft = { subject: earlier.subject, core: earlier.core };
    expect(codes(repetitionProblems(draft, precedentsOf([earlier, ...others])))).toEqual([
      "repeated_subject",
      "repeated_text",
    ]);
    expect(repetitionProblems(draft, precedentsOf(others))).toEqual([]);
  });

  it("finds nothing to repeat in a first message", () => {
    expect(repetitionProblems({ subject: "Hi", core: "Text" }, precedentsOf([]))).toEqual([]);
  });
});

describe("subjectKey", () => {
  it.each([
    ["Re: Re: Missed calls", "missed calls"],
    ["FWD: missed calls", "missed calls"],
    ["Fw:Missed calls", "missed calls"],
    ["Missed — calls?", "missed calls"],
    ["Regarding missed calls", "regarding missed calls"],
    ["Report: missed calls", "report missed calls"],
  ])("%j is read as %j", (subject, key) => {
    expect(subjectKey(subject)).toBe(key);
  });
});
