import { expect, it } from "vitest";
import { domainChangeLines } from "./domain-change-words.ts";

const line = { by: "Ben", at: "2026-06-10T12:00:00Z" };

it.each([
  [
    { before: { warmup_started_at: "2026-01-31T00:00:00.000Z" }, after: { warmup_started_at: null } },
    ["Warming up since: Jan 31, 2026 → the next email"],
  ],
  [
    { before: { dkim_selectors: [] }, after: { dkim_selectors: ["s1", "s2"] } },
    ["DKIM selectors: the usual ones → s1, s2"],
  ],
  [{ before: null, after: { domain: "a.test" } }, ["brought it back from the archive"]],
  [{ before: { domain: "a.test" }, after: null }, ["archived it"]],
])("%j", (sides, lines) => expect(domainChangeLines({ ...line, ...sides })).toEqual(lines));
