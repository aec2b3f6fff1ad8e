import { expect, it } from "vitest";
import { updateDomainBody } from "#lib/mailboxes/contract-domain.ts";
import { warmUpDraft, warmUpStart } from "./warm-up-draft.ts";

it.each([
  ["2026-01-31T14:05:00.000Z", { kind: "since", date: "2026-01-31" }, "2026-01-31T00:00:00Z"],
  [null, { kind: "anew", date: "" }, null],
] as const)("of %s", (warmup_started_at, draft, start) => {
  expect(warmUpDraft({ warmup_started_at })).toEqual(draft);
  expect(warmUpStart(draft)).toBe(start);
  expect(updateDomainBody.safeParse({ version: 1, warmup_started_at: start }).success).toBe(true);
});

it("leaves a missing date to the API, which refuses it at its field", () => {
  const answer = updateDomainBody.safeParse({
    version: 1,
    warmup_started_at: warmUpStart({ kind: "since", date: "" }),
  });
  expect(answer.error?.issues.map(({ path }) => path)).toEqual([["warmup_started_at"]]);
});
