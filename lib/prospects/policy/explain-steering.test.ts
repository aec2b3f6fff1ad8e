import { describe, expect, it } from "vitest";
import { changeOf, haltedBy, type SteeringAct } from "./explain-steering.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour));
const act = (action: string, change: Partial<SteeringAct> = {}): SteeringAct => ({
  action: `prospect.${action}`,
  at: at(9),
  before: { status: "contacted", hold_reason: null },
  after: {},
  by: "Ann Lee",
  reason: null,
  ...change,
});
const stopped = act("stopped", { by: "Bob Ray" });
const replied = act("replied", { after: { last_email_replied_at: at(9).toISOString() } });
const lost = act("changed", { after: { status: "lost" } });
const facts = { status: "contacted", holdReason: null, lastEmailRepliedAt: null };

describe("who left it where it stands", () => {
  it.each<[string, SteeringAct[], Partial<Parameters<typeof haltedBy>[1]>, SteeringAct | null]>([
    ["who stopped it", [stopped], { holdReason: "manual_stop" }, stopped],
    ["who stopped it last", [stopped, act("stopped")], { holdReason: "manual_stop" }, stopped],
    ["a return that was taken back", [act("undone"), act("returned"), stopped], { holdReason: "manual_stop" }, stopped],
    ["who noted the reply", [replied], { holdReason: "replied", lastEmailRepliedAt: at(9) }, replied],
    ["a reply that came by mail later", [replied], { holdReason: "replied", lastEmailRepliedAt: at(10) }, null],
    ["who set the status", [lost], { status: "lost" }, lost],
    ["a status of the engine after one of a person", [lost], { status: "bounced" }, null],
    ["a stop that somebody ended", [act("returned"), stopped], {}, null],
    ["nobody", [], { holdReason: "manual_stop" }, null],
  ])("%s", (_name, acts, change, expected) => expect(haltedBy(acts, { ...facts, ...change })).toBe(expected));
});

it.each<[SteeringAct, string]>([
  [stopped, "Stopped by Bob Ray"],
  [replied, "Marked as replied by Ann Lee"],
  [act("returned"), "Returned to the sequence by Ann Lee"],
  [act("returned", { after: { re_contact_cycle: 2 } }), "Returned to the sequence, in a new cycle, by Ann Lee"],
  [
    act("returned", { before: { re_contact_cycle: 2 }, after: { re_contact_cycle: 2 } }),
    "Returned to the sequence by Ann Lee",
  ],
  [act("undone", { after: { undone: "prospect.stopped" } }), "Stop taken back by Ann Lee"],
  [act("undone", { before: { undone: "prospect.stopped" } }), "Stop taken back by Ann Lee"],
  [act("undone", { before: {} }), "Change taken back by Ann Lee"],
  [act("changed", { after: { status: "demo_scheduled" } }), "Status set to demo scheduled by Ann Lee"],
])("the timeline tells %j", (given, title) => expect(changeOf(given).title).toBe(title));

it("keeps the reason and, of a new cycle, which", () => {
  expect(changeOf(act("returned", { reason: "asked again", after: { re_contact_cycle: 2 } }))).toMatchObject({
    detail: "asked again",
    cycle: 2,
    at: at(9),
  });
  expect(changeOf(stopped)).toMatchObject({ detail: null, cycle: null, type: "prospect.stopped" });
});
