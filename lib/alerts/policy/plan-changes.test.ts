import { describe, expect, it } from "vitest";
import { alertRow, causeOf, hoursAgo, noon } from "../testing/alert-facts.ts";
import type { AlertRow } from "../types.ts";
import { planChanges } from "./plan-changes.ts";

const surge = { kind: "bounce_surge", key: "bounce_surge", scope_kind: "tenant", scope_id: null } as const;
const surging = causeOf({ kind: "bounce_surge", scope: { kind: "tenant", id: null, name: null } });

function sizes(open: AlertRow[], causes: ReturnType<typeof causeOf>[], now = noon) {
  const changes = planChanges(open, causes, now);
  return Object.fromEntries(
    Object.entries(changes).flatMap(([name, list]) => (list.length ? [[name, list.length]] : [])),
  );
}

describe("planChanges", () => {
  it.each([
    { name: "nothing, and nothing before", open: [], causes: [], expected: {} },
    { name: "a cause begins", open: [], causes: [causeOf()], expected: { opened: 1 } },
    { name: "goes on", open: [alertRow()], causes: [causeOf()], expected: { held: 1 } },
    {
      name: "gets graver",
      open: [alertRow()],
      causes: [causeOf({ severity: "critical" })],
      expected: { escalated: 1 },
    },
    { name: "gets milder", open: [alertRow({ severity: "critical" })], causes: [causeOf()], expected: { held: 1 } },
    { name: "a state is over", open: [alertRow()], causes: [], expected: { closed: 1 } },
    { name: "a measure is gone just now", open: [alertRow(surge)], causes: [], expected: { fading: 1 } },
    {
      name: "and for a while",
      open: [alertRow({ ...surge, gone_since: hoursAgo(0.4) })],
      causes: [],
      expected: { fading: 1 },
    },
    {
      name: "and for good",
      open: [alertRow({ ...surge, gone_since: hoursAgo(0.5) })],
      causes: [],
      expected: { closed: 1 },
    },
    {
      name: "comes back",
      open: [alertRow({ ...surge, gone_since: hoursAgo(0.4) })],
      causes: [surging],
      expected: { held: 1 },
    },
    {
      name: "raised by another job",
      open: [alertRow({ kind: "reputation_drift", key: "reputation_drift" })],
      causes: [],
      expected: {},
    },
    {
      name: "of newer code",
      open: [alertRow({ kind: "not_known_here", key: "not_known_here" })],
      causes: [],
      expected: {},
    },
    {
      name: "about another scope",
      open: [alertRow()],
      causes: [causeOf({ scope: { kind: "domain", id: "d2", name: "b.test" } })],
      expected: { opened: 1, closed: 1 },
    },
  ])("$name", ({ open, causes, expected }) => expect(sizes(open, causes)).toEqual(expected));

  it("tells again of a pause that follows a probation: the state had got milder without a word", () => {
    const onProbation = alertRow({ severity: "info", peak_severity: "critical" });
    expect(sizes([onProbation], [causeOf({ severity: "critical" })])).toEqual({ escalated: 1 });
  });

  it("lets nothing that is measured get milder before its end, so that it cannot get graver twice", () => {
    const { held } = planChanges([alertRow({ ...surge, severity: "critical" })], [surging], noon);
    expect(held).toMatchObject([{ cause: { severity: "critical" } }]);
    const { held: states } = planChanges([alertRow({ severity: "critical" })], [causeOf()], noon);
    expect(states).toMatchObject([{ cause: { severity: "warning" } }]);
  });

  it("opens one alert a cause, whatever is found twice", () => {
    expect(sizes([], [causeOf(), causeOf()])).toEqual({ opened: 1 });
  });
});
