import { describe, expect, it } from "vitest";
import { unknownProspect, writingFacts } from "../../testing/writing-facts.ts";
import { angleForCycle } from "../angles.ts";
import { honestyProblems } from "../honesty.ts";
import { qualityProblems } from "../quality-gate.ts";
import { jaccard, maxSimilarity, shinglesOf } from "../similarity.ts";
import { angleMaterial } from "./angle-material.ts";
import { asks, offers } from "./closings.ts";
import { firstOpeners, followupOpeners, returningOpeners } from "./openers.ts";

const words = "business place trade aTrade job season Season seasonWork sender senderCompany".split(" ");
const angles = Object.entries(angleMaterial);
const closings = { firstOpeners, returningOpeners, followupOpeners, offers, asks };
const lists: [string, readonly string[]][] = [
  ...Object.entries(closings),
  ...angles.flatMap(([angle, material]) =>
    Object.entries(material).map(([kind, list]): [string, readonly string[]] => [`${angle} ${kind}`, list]),
  ),
];
const fill = (text: string) => text.replace(/\{\w+\}/g, "plumbing");

describe.each(lists)("%s", (_name, list) => {
  it("names no word that the writer does not know", () => {
    const named = list.flatMap((text) => [...text.matchAll(/\{(\w*)\}/g)].map((match) => match[1] ?? ""));
    expect(named.filter((word) => !words.includes(word))).toEqual([]);
    expect(list.filter((text) => /[{}]/.test(text.replace(/\{\w+\}/g, "")))).toEqual([]);
  });

  it("says each thing once", () => {
    const shingles = list.map(shinglesOf);
    const pairs = shingles.flatMap((a, i) => shingles.slice(i + 1).map((b) => jaccard(a, b)));
    expect(Math.max(0, ...pairs)).toBeLessThanOrEqual(maxSimilarity);
  });

  it("is honest, calm and without links, in a message that is not the last", () => {
    const facts = writingFacts({ prospect: unknownProspect, step: 2 });
    const wrong = list.flatMap((text) => {
      const draft = { subject: "home-services", core: fill(text) };
      const quality = qualityProblems(draft, facts).filter((problem) => problem.code !== "body_length");
      return [...quality, ...honestyProblems(draft, facts)].map((problem) => `${text} ${problem.code}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe("angles", () => {
  it("speak of different things: no two share a topic, or more than a turn of phrase", () => {
    for (const [i, [angle, material]] of angles.entries()) {
      for (const [otherAngle, other] of angles.slice(i + 1)) {
        const overlap = [...material.insights, ...material.meanings].flatMap((mine) =>
          [...other.insights, ...other.meanings].map((theirs) => jaccard(shinglesOf(mine), shinglesOf(theirs))),
        );
        expect(Math.max(...overlap), `${angle} and ${otherAngle}`).toBeLessThan(0.1);
        expect(material.topics.filter((topic) => other.topics.includes(topic))).toEqual([]);
      }
    }
  });

  it("are all there: introduction, and the four of the rotation (SPEC §7)", () => {
    expect(new Set([0, 1, 2, 3, 4].map(angleForCycle))).toEqual(new Set(Object.keys(angleMaterial)));
  });

  it("claims no customer in a case study: every insight says that it is imagined", () => {
    const imagined = /\b(picture|imagine|imaginary|example|suppose|typical|invented)\b/i;
    expect(angleMaterial.case_study.insights.filter((text) => !imagined.test(text))).toEqual([]);
  });

  it("name the season where it is the opportunity", () => {
    const { insights, topics } = angleMaterial.seasonal_opportunity;
    expect(insights.filter((text) => !/\{(season|Season|seasonWork)\}/.test(text))).toEqual([]);
    expect(topics.some((topic) => topic.includes("{season}"))).toBe(true);
  });
});

describe("openers", () => {
  it.each([
    ["the first message of the first pass", firstOpeners],
    ["the first message of a later cycle", returningOpeners],
  ])("say who writes in %s", (_name, openers) => {
    expect(openers.filter((text) => !text.includes("{senderCompany}"))).toEqual([]);
  });

  it("do not claim earlier mail in a first message", () => {
    expect(firstOpeners.filter((text) => /\b(earlier|before|again|last)\b/.test(text))).toEqual([]);
  });
});
