import { expect, it } from "vitest";
import { explainScore } from "#lib/reputation/policy/explain-score.ts";
import { clearedBy, formatPoints, pendingWords, termWords } from "./score-words.ts";

const of = (part: number, of: number, is_settled = false) => ({ part, of, is_settled });

it.each([
  [
    { code: "bounces", points: -15, rate: 0.05, sample: of(3, 60) },
    60,
    "5.00 % (3 of 60) × 500, weighed 60 / 100 for so few sends",
  ],
  [{ code: "bounces", points: -39.5, rate: 0.0789, sample: of(3, 38, true) }, 144, "7.89 % (3 of 38 settled) × 500"],
  [{ code: "complaints", points: -20, rate: 0.001, sample: of(1, 1_000) }, 1_000, "0.10 % (1 of 1,000) × 20,000"],
  [
    { code: "undelivered", points: -5.8, rate: 0.9211, sample: of(35, 38, true) },
    144,
    "95 % less 92.11 % (35 of 38 settled) delivered, × 200",
  ],
  [{ code: "opens", points: 5, rate: 0.3, sample: of(150, 500) }, 500, "30.00 % (150 of 500) is over 15 %"],
  [{ code: "opens", points: -10, rate: 0.07, sample: of(35, 500) }, 500, "7.00 % (35 of 500) is under 8 %"],
  [{ code: "opens", points: -20, rate: 0.01, sample: of(5, 500) }, 500, "1.00 % (5 of 500) is under 5 %"],
  [{ code: "bounds", points: -5, rate: null, sample: null }, 500, "no score is over 100"],
  [{ code: "bounds", points: 20, rate: null, sample: null }, 500, "no score is under 0"],
  [{ code: "rule", points: -35, rate: null, sample: null }, 500, "holds it down"],
  [{ code: "rule", points: -75, rate: null, sample: of(8, 40) }, 40, "holds it down (8 of 40)"],
  [{ code: "rule", points: 11, rate: null, sample: null }, 500, "lifts it"],
] as const)("%o of %i sends", (term, sent, how) => expect(termWords(term, sent).how).toBe(how));

it.each([
  [5, "+5"],
  [-10.46, "−10.5"],
  [-0.04, "+0"],
])("%f points: %s", (points, text) => expect(formatPoints(points)).toBe(text));

const clean = (sent: number) => ({
  sent,
  delivered: sent,
  bounced: 0,
  complained: 0,
  opened: sent,
  clicked: 0,
  blocked: 0,
});

it.each([
  [0, "No email left in the last 24 hours", "From 50 emails within 24 hours on"],
  [1, "1 email in 24 hours: too few to judge", "until 49 more emails left. From 20 emails on"],
  [20, "20 emails in 24 hours: too few to judge", "until 30 more emails left. Until then"],
  [49, "49 emails in 24 hours: too few to judge", "until 1 more email left. Until then"],
])("%i clean emails, whose score has no arithmetic: says what is missing and what comes next", (sent, title, text) => {
  const score = explainScore(clean(sent));
  expect(score).toMatchObject({ terms: [], score: 100 });
  expect(pendingWords(score)).toEqual({ title, text: expect.stringContaining(text) });
});

it("leaves a score alone that has its arithmetic, from the first email that is judged on", () => {
  expect(pendingWords(explainScore(clean(50)))).toBeNull();
  const trouble = explainScore({ ...clean(40), bounced: 8, delivered: 32 });
  expect([trouble.terms.length, pendingWords(trouble)]).toEqual([1, null]);
});

const guard = (state: string, state_release: string | null, reason: string | null) =>
  ({ state, state_release, reason }) as Parameters<typeof clearedBy>[1];
const ages = "what went wrong leaving the window, 24 hours after it happened";

it.each([
  ["reduced", 12, guard("watch", null, null), "; or 12 further messages without trouble before that"],
  ["reduced", null, guard("healthy", null, null), "; more messages as they go now would not do it"],
  ["reduced", 12, undefined, "; or 12 further messages without trouble before that"],
  ["paused", 398, guard("healthy", null, null), ". Nothing is sent until then"],
  [
    "paused",
    398,
    guard("paused", "release_by_rest", "domain_paused"),
    ". Nothing is sent while it is paused; what ends the pause: the rest, then a probation",
  ],
  [
    "reduced",
    40,
    guard("paused", "release_by_person", "mailbox_paused"),
    ". Nothing is sent while it is paused; what ends the pause: a person resuming it",
  ],
] as const)("throttle %s, %s clean sends, %o: full speed comes back by%s", (throttle, clean_sends_needed, at, text) =>
  expect(clearedBy({ throttle, clean_sends_needed }, at)).toBe(`${ages}${text}`),
);

it("promises nothing of further messages to a mailbox that rests with its domain", () => {
  const text = clearedBy({ throttle: "reduced", clean_sends_needed: 40 }, guard("healthy", null, "domain_paused"));
  expect(text).toContain("Nothing is sent now; what ends that:");
  expect(text).not.toContain("further message");
});
