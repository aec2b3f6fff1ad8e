import type { Cause } from "../types.ts";
import type { AlertFacts, EngineFact } from "./facts.ts";

type Words = Pick<Cause, "kind" | "severity" | "title" | "detail">;

const causes: Partial<Record<EngineFact, Words>> = {
  off: { kind: "engine_off", severity: "info", title: "The engine is off", detail: "Nothing is planned or sent." },
  paused: {
    kind: "engine_paused",
    severity: "critical",
    title: "The kill switch is on",
    detail: "Nothing is planned or sent.",
  },
  no_postal_address: {
    kind: "engine_no_postal_address",
    severity: "critical",
    title: "No postal address",
    detail: "Every message needs one: nothing is sent.",
  },
  no_mailbox: {
    kind: "engine_no_mailbox",
    severity: "critical",
    title: "No active mailbox",
    detail: "There is nothing to send from.",
  },
};

/** What keeps the engine from sending at all, until a person changes it. */
export function engineCauses({ engine }: Pick<AlertFacts, "engine">): Cause[] {
  const words = causes[engine];
  if (!words) return [];
  return [{ ...words, scope: { kind: "tenant", id: null, name: null }, evidence: {} }];
}
