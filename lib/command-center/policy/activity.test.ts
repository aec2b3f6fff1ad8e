import { expect, it } from "vitest";
import { activityOf } from "./activity.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 5, 10, 12, minute));

it("puts reactions, finished jobs and pauses in one order, newest first", () => {
  const entries = activityOf(
    [
      { at: at(5), type: "clicked", prospect_id: "p1", who: "Acme Air" },
      { at: at(1), type: "bounced", prospect_id: "p2", who: null },
    ],
    [
      { id: "r1", function_id: "run-sequencer", status: "failed", finished_at: at(3), created_at: at(2) },
      { id: "r2", function_id: "run-recontact", status: "running", finished_at: null, created_at: at(4) },
    ],
    [{ scope_kind: "domain", name: "a.test", since: at(4) }],
  );
  expect(entries.map((entry) => [entry.text, entry.href])).toEqual([
    ["Acme Air clicked a link", "/prospects/p1"],
    ["a.test was paused", "/domains"],
    ["run-sequencer failed", "/jobs"],
    ["A prospect bounced", "/prospects/p2"],
  ]);
});
