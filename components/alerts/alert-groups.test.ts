import { describe, expect, it } from "vitest";
import { type Groupable, groupAlerts, groupDetail, groupTitle } from "./alert-groups.ts";

let made = 0;

function mailbox(name: string, change: Partial<Groupable> = {}): Groupable {
  made += 1;
  return {
    id: `${made}`,
    kind: "mailbox_health",
    severity: "warning",
    scope: { kind: "mailbox", id: name, name },
    title: `${name} is paused`,
    detail: "",
    todo: "Stop the lists that bounce.",
    clears: "",
    evidence: { state: "paused", reason: "bounce_rate" },
    opened_at: new Date(Date.UTC(2026, 5, 10, 12, made)).toISOString(),
    ...change,
  };
}

describe("alerts of one cause", () => {
  it("are one group, told by how many, the reason and the first names", () => {
    const [group, ...others] = groupAlerts(["a@x", "b@x", "c@x", "d@x", "e@x"].map((name) => mailbox(name)));
    if (!group) throw new Error("no group");
    expect(others).toEqual([]);
    expect([group.alerts.length, groupTitle(group)]).toEqual([5, "5 mailboxes are paused"]);
    expect(groupDetail(group)).toBe("Too many bounces: a@x, b@x, c@x and 2 more.");
  });

  it.each<[string, Partial<Groupable>]>([
    ["reason", { evidence: { state: "paused", reason: "complaint_rate" } }],
    ["state", { evidence: { state: "probation", reason: "bounce_rate" } }],
    ["kind", { kind: "domain_health" }],
    ["severity", { severity: "info" }],
    ["advice", { todo: "Resume it." }],
  ])("are not those of another %s", (_name, change) => {
    expect(groupAlerts([mailbox("a@x"), mailbox("b@x", change)])).toHaveLength(2);
  });

  it("lose and double none, and the most urgent come first", () => {
    const alerts = [
      mailbox("n@x", { severity: "info" }),
      mailbox("a@x"),
      mailbox("d", { severity: "critical" }),
      mailbox("b@x"),
    ];
    const groups = groupAlerts(alerts);
    expect(groups.map((group) => group.alerts.map(({ scope }) => scope.name))).toEqual([
      ["d"],
      ["a@x", "b@x"],
      ["n@x"],
    ]);
  });
});

it("is told by its kind where there is no state, and by titles where nothing has a name", () => {
  const job = (name: string | null) =>
    mailbox(name ?? "?", { kind: "job_stalled", scope: { kind: "job", id: name, name }, evidence: {} });
  const [group] = groupAlerts([job("Sequencer"), job(null)]);
  if (!group) throw new Error("no group");
  expect([groupTitle(group), groupDetail(group)]).toEqual(["A job is stuck: 2 jobs", "Sequencer, ? is paused."]);
});

it("says on probation as people do", () => {
  const fact = { evidence: { state: "probation", reason: "rest_over" } };
  const [group] = groupAlerts([mailbox("a@x", fact), mailbox("b@x", fact)]);
  if (!group) throw new Error("no group");
  expect(groupTitle(group)).toBe("2 mailboxes are on probation");
});
