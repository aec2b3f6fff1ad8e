import { expect, it } from "vitest";
import { formatPoints, termWords } from "./score-words.ts";

it.each([
  [{ code: "bounces", points: -15, rate: 0.05 }, 60, "5.00 % × 500, weighed 60 / 100 for so few sends"],
  [{ code: "bounces", points: -10, rate: 0.02 }, 100, "2.00 % × 500"],
  [{ code: "complaints", points: -20, rate: 0.001 }, 1_000, "0.10 % × 20,000"],
  [{ code: "undelivered", points: -14, rate: 0.88 }, 500, "(95 % − 88.00 % delivered) × 200"],
  [{ code: "opens", points: 5, rate: 0.3 }, 500, "30.00 % is over 15 %"],
  [{ code: "opens", points: -10, rate: 0.07 }, 500, "7.00 % is under 8 %"],
  [{ code: "opens", points: -20, rate: 0.01 }, 500, "1.00 % is under 5 %"],
  [{ code: "bounds", points: -5, rate: null }, 500, "no score is over 100"],
  [{ code: "bounds", points: 20, rate: null }, 500, "no score is under 0"],
  [{ code: "rule", points: -35, rate: null }, 500, "holds it down"],
  [{ code: "rule", points: 11, rate: null }, 500, "lifts it"],
] as const)("%o of %i sends", (term, sent, how) => expect(termWords(term, sent).how).toBe(how));

it.each([
  [5, "+5"],
  [-10.46, "−10.5"],
  [-0.04, "+0"],
])("%f points: %s", (points, text) => expect(formatPoints(points)).toBe(text));
