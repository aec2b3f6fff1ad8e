import { expect, it } from "vitest";
import type { SuppressionItem } from "#lib/suppressions/contract.ts";
import { removalEffect } from "./suppression-words.ts";

const item: SuppressionItem = {
  id: "s",
  kind: "email",
  value: "ann@one.test",
  reason: "manual",
  source: "console",
  added_by: null,
  prospect_id: "p",
  prospect_status: "contacted",
  created_at: "2026-06-10T16:00:00Z",
};

it.each<[string, Partial<SuppressionItem>, RegExp]>([
  ["in the sequence", {}, /^The prospect continues its sequence/],
  ["before the first message", { prospect_status: "cold" }, /^The prospect continues its sequence/],
  ["a hard bounce", { reason: "bounced", prospect_status: "bounced" }, /stays bounced.*until it has another address/],
  [
    "bounced before, suppressed by a person",
    { prospect_status: "bounced" },
    /stays bounced: its sequence does not go on/,
  ],
  ["who asked not to be contacted", { reason: "rejected", prospect_status: "lost" }, /stays lost/],
  ["an address of nobody", { reason: "bounced", prospect_id: null, prospect_status: null }, /^No prospect has this/],
  [
    "a recipient domain",
    { kind: "domain", prospect_id: null, prospect_status: null },
    /who bounced needs another address/,
  ],
])("removing it: %s", (_name, change, said) => expect(removalEffect({ ...item, ...change })).toMatch(said));
