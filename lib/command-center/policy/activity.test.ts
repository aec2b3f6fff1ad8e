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
      { id: "r1", function_id: "run-sequencer", status: "failed", finished_at: at(3) },
      { id: "r2", function_id: "run-recontact", status: "running", finished_at: null },
    ],
    [{ scope_kind: "domain", name: "a.test", since: at(4) }],
  );
  expect(entries.map((entry) => [entry.text, entry.href])).toEqual([
    ["Acme Air clicked a link", "/prospects/p1"],
    ["a.test was paused", "/domains"],
    ["Sequencer failed", "/jobs?run=r1"],
    ["A prospect bounced", "/prospects/p2"],
  ]);
});

it.each([
  ["opened", "opened an email"],
  ["clicked", "clicked a link"],
  ["bounced", "bounced"],
  ["blocked", "refused our mail"],
  ["complained", "complained"],
  ["unsubscribed", "unsubscribed"],
  ["replied", "replied"],
])("says %s as people do", (type, words) => {
  const entries = activityOf([{ at: at(1), type, prospect_id: "p1", who: "Acme Air" }], [], []);
  expect(entries).toEqual([{ at: at(1).toISOString(), kind: type, text: `Acme Air ${words}`, href: "/prospects/p1" }]);
});

it.each([
  ["domain", "a.test", "a.test was paused", "/domains"],
  ["mailbox", "x@a.test", "x@a.test was paused", "/mailboxes"],
  ["connection", null, "connection was paused", "/settings"],
])("leads from a paused %s to its page", (scope_kind, name, text, href) => {
  expect(activityOf([], [], [{ scope_kind, name, since: at(1) }])).toMatchObject([{ kind: "paused", text, href }]);
});

it("says of a run how it ended, and nothing while it runs", () => {
  const run = (status: string, finished_at: Date | null) => ({
    id: "r",
    function_id: "run-recontact",
    status,
    finished_at,
  });
  const entries = activityOf([], [run("succeeded", at(2)), run("failed", at(1)), run("queued", null)], []);
  expect(entries.map(({ kind, text }) => [kind, text])).toEqual([
    ["job", "Re-contact finished"],
    ["job", "Re-contact failed"],
  ]);
});
