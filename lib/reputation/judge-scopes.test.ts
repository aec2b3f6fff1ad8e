import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeScopes } from "./judge-scopes.ts";
import { computeEmailScore } from "./policy/compute-email-score.ts";

type Facts = Parameters<typeof judgeScopes>[0];

function facts(total: number[], matured: number[] = [], untracked: number[] = []): Facts {
  const window = { total: Float64Array.from(total), matured: Float64Array.from(matured), version: "1" };
  return { window, untracked: new Set(untracked), lastScope: 2 };
}

const noData = computeEmailScore({ sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0 });
const quiet = [0, 0, 0, 0, 0, 0, 0];
const busy = [100, 97, 3, 0, 20, 4, 2];

describe("judgeScopes", () => {
  it("judges every scope on its own seven counters, and those past the end as no data", () => {
    const { reputations } = judgeScopes(facts([...quiet, ...busy]));
    const counts = { sent: 100, delivered: 97, bounced: 3, complained: 0, opened: 20, clicked: 4, blocked: 2 };
    expect(reputations).toEqual([noData, computeEmailScore(counts), noData]);
  });

  it("gives matured hours and open tracking to the score", () => {
    const [first, second] = judgeScopes(
      facts([100, 40, 0, 0, 2, 0, 0, ...busy], [50, 49, 0, 0, 0, 0, 0], [1]),
    ).reputations;
    expect(first?.metrics).toMatchObject({ delivery_rate: 0.98, delivery_grace_applied: true, open_tracking: true });
    expect(second?.metrics).toMatchObject({ delivery_grace_applied: false, open_tracking: false, open_rate: null });
  });

  const before = judgeScopes(facts([...quiet, ...busy, ...busy], [...quiet, 20, 20, 0, 0, 0, 0, 0]));
  it.each([
    { name: "nothing", next: facts([...quiet, ...busy, ...busy], [...quiet, 20, 20, 0, 0, 0, 0, 0]), judged: [] },
    {
      name: "one counter",
      next: facts([...quiet, ...busy, 100, 97, 3, 0, 21, 4, 2], [...quiet, 20, 20, 0, 0, 0, 0, 0]),
      judged: [2],
    },
    {
      name: "a matured one",
      next: facts([...quiet, ...busy, ...busy], [...quiet, 20, 19, 0, 0, 0, 0, 0]),
      judged: [1],
    },
    {
      name: "open tracking",
      next: facts([...quiet, ...busy, ...busy], [...quiet, 20, 20, 0, 0, 0, 0, 0], [0, 2]),
      judged: [0, 2],
    },
  ])("judges anew only what changed: $name", ({ next, judged }) => {
    const { reputations } = judgeScopes(next, before);
    const changed = [0, 1, 2].filter((scope) => reputations[scope] !== before.reputations[scope]);
    expect(changed).toEqual(judged);
  });

  it("comes to the same as without a previous reading", () => {
    const counters = fc.array(fc.nat({ max: 60 }), { maxLength: 21 });
    const anyFacts = fc
      .tuple(counters, counters, fc.uniqueArray(fc.nat({ max: 2 })))
      .map(([total, matured, untracked]) => facts(total, matured, untracked));
    const check = (first: Facts, second: Facts) => {
      expect(judgeScopes(second, judgeScopes(first)).reputations).toEqual(judgeScopes(second).reputations);
    };
    fc.assert(fc.property(anyFacts, anyFacts, check));
  });
});
