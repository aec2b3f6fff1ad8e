import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownProspect, unknownProspect, writingFacts } from "../testing/writing-facts.ts";
import type { Draft, Season, WritingFacts } from "../types.ts";
import { draftProblems } from "./draft-problems.ts";
import { angleMaterial } from "./material/angle-material.ts";
import { firstOpeners, followupOpeners, returningOpeners } from "./material/openers.ts";
import { precedentsOf } from "./repetition.ts";
import { textHash } from "./text-hash.ts";
import { tradeWords } from "./trades.ts";
import { writeFromMaterial } from "./write-from-material.ts";

function write(change: Partial<WritingFacts> = {}): Draft {
  const draft = writeFromMaterial(writingFacts(change));
  if (draft === null) throw new Error("nothing was written");
  return draft;
}

/** Whether one of these sentences, with any words in its holes, stands in the text. */
function hasOneOf(sentences: readonly string[], text: string): boolean {
  return sentences.some((sentence) => {
    const pattern = sentence.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(pattern.join(".{1,60}?")).test(text);
  });
}

const anglesIn = ({ core }: Draft) =>
  Object.entries(angleMaterial).flatMap(([angle, { insights }]) => (hasOneOf(insights, core) ? [angle] : []));

describe("what it writes about", () => {
  it.each([
    [0, "introduction"],
    [1, "industry_trends"],
    [2, "competitor_insight"],
    [3, "seasonal_opportunity"],
    [4, "case_study"],
    [5, "industry_trends"],
  ])("cycle %i, every step: %s and nothing else", (cycle, angle) => {
    for (let step = 1; step <= 6; step += 1) expect(anglesIn(write({ cycle, step }))).toEqual([angle]);
  });

  it.each([
    ["the first message of all", { cycle: 0, step: 1 }, firstOpeners],
    ["the first message of the second cycle", { cycle: 1, step: 1 }, returningOpeners],
    ["the first message of a later cycle", { cycle: 4, step: 1 }, returningOpeners],
    ["a follow-up", { cycle: 0, step: 2 }, followupOpeners],
    ["a follow-up of a later cycle", { cycle: 3, step: 4 }, followupOpeners],
  ])("opens %s as such", (_name, where, openers) => {
    const { core } = write(where);
    expect([firstOpeners, returningOpeners, followupOpeners].filter((list) => hasOneOf(list, core))).toEqual([openers]);
  });

  it("puts the booking link into first messages only", () => {
    const hasLink = (step: number, cycle: number) => write({ step, cycle }).core.includes("https://leadlock.test/book");
    expect([hasLink(1, 0), hasLink(1, 3), hasLink(2, 0), hasLink(6, 3)]).toEqual([true, true, false, false]);
    const sender = { name: "Ann", company: "LeadLock", bookingUrl: null };
    expect(write({ sender }).core).not.toMatch(/http|pick a time here/);
  });

  it.each<Season>(["winter", "spring", "summer", "fall"])(
    "speaks of %s and its work when the season is the angle",
    (season) => {
      const { seasonal } = tradeWords("plumbing");
      const others = Object.entries(seasonal).filter(([name]) => name !== season);
      for (let step = 1; step <= 6; step += 1) {
        const text = Object.values(write({ cycle: 3, step, season })).join("\n");
        expect(others.filter(([, work]) => text.includes(work))).toEqual([]);
      }
    },
  );

  it("speaks the language of the trade", () => {
    const texts = (tradeType: string | null) =>
      Array.from({ length: 6 }, (_, n) => write({ step: n + 1, prospect: { ...unknownProspect, tradeType } }).core);
    expect(texts("roofing").join("\n")).toContain("roofing");
    expect(texts("roofing").join("\n")).not.toMatch(/plumbing|home-services/);
    expect(texts("dog grooming").join("\n")).not.toContain("dog");
  });
});

describe("how it writes", () => {
  it("greets whoever is known by name, and nobody by a wrong one", () => {
    expect(write().core).toMatch(/^Hi Pat,\n\n/);
    expect(write({ prospect: { ...knownProspect, firstName: null } }).core).toMatch(/^Hi there,\n\n/);
  });

  it("writes a greeting and three paragraphs, each of whole sentences", () => {
    for (let step = 1; step <= 6; step += 1) {
      const paragraphs = write({ step, cycle: step }).core.split("\n\n");
      expect(paragraphs).toHaveLength(4);
      for (const paragraph of paragraphs.slice(1)) expect(paragraph).toMatch(/^\S.*[.?](: https:\S+)?$|https:\S+$/);
    }
  });

  it("passes its own gates for anybody, at any step of any cycle", () => {
    const maybe = (...values: string[]) => fc.constantFrom(null, ...values);
    const someone = fc.record({
      id: fc.uuid(),
      firstName: maybe("Pat", "O'Neil"),
      company: maybe("Smith & Sons, Inc.", "1,000 Oaks Plumbing", "24 Hour Rooter", "x".repeat(60)),
      city: maybe("Truth or Consequences", "29 Palms", "y".repeat(60)),
      stateCode: maybe("CA"),
      tradeType: maybe("hvac", "plumbing", "roofing", "electrical", "solar", "locksmith"),
      googleRating: fc.constantFrom(null, 4.5),
      reviewCount: fc.constantFrom(null, 12),
    });
    const when = fc.record({
      step: fc.integer({ min: 1, max: 12 }),
      cycle: fc.integer({ min: 0, max: 30 }),
      season: fc.constantFrom<Season>("winter", "spring", "summer", "fall"),
      isLastEmail: fc.boolean(),
    });
    fc.assert(
      fc.property(someone, when, (prospect, where) => {
        const facts = writingFacts({ prospect, ...where });
        const draft = writeFromMaterial(facts);
        if (draft === null) throw new Error("nothing was written");
        expect(draftProblems(draft, facts, precedentsOf([]))).toEqual([]);
        expect(`${draft.subject}\n${draft.core}`).not.toMatch(/[{}]|undefined|null/);
      }),
      { numRuns: 200 },
    );
  });

  it("gives up rather than write what may not be sent", () => {
    const sender = { name: "Ann", company: "Act Now Marketing", bookingUrl: null };
    expect(writeFromMaterial(writingFacts({ sender }))).toBeNull();
  });

  it("spreads its choices: twenty prospects of one trade do not get one letter", () => {
    const drafts = Array.from({ length: 20 }, (_, n) => write({ prospect: { ...unknownProspect, id: `p${n}` } }));
    expect(new Set(drafts.map((draft) => draft.core)).size).toBe(20);
    expect(new Set(drafts.map((draft) => draft.subject)).size).toBeGreaterThan(10);
  });
});

describe("textHash", () => {
  it("is a whole number of 32 bit, always the same for a text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = textHash(text);
        expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
        expect(textHash(text)).toBe(hash);
      }),
    );
  });

  it("spreads neighbours evenly over a short list", () => {
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 7_000; n += 1) {
      const slot = textHash(`prospect|${n}`) % 7;
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    expect(counts.every((count) => count > 850 && count < 1_150)).toBe(true);
  });
});
