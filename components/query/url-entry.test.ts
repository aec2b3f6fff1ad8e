import { expect, it } from "vitest";
import { entryAfter, type UrlEntry, type UrlPatch } from "./url-entry.ts";

type Entry = { pathname: string; search: string; state: unknown };

/** A browser's history: where it is after the changes, and what each step back shows. */
function walk(changes: readonly [UrlPatch, UrlEntry][]): string[] {
  const entries: Entry[] = [{ pathname: "/mailboxes", search: "", state: null }];
  for (const [patch, how] of changes) {
    const present = entries.at(-1) as Entry;
    const { url, isNew, state } = entryAfter(present, patch, how);
    const [pathname = "", search = ""] = url.split("?");
    if (!isNew) entries.pop();
    entries.push({ pathname, search, state });
  }
  return entries.map(({ search }) => search);
}

const typed = (q: string): [UrlPatch, UrlEntry] => [{ q }, { typing: "q" }];

it("one step back undoes what was typed, and leaves the filter that was chosen before", () => {
  const steps = walk([[{ show: "trouble" }, "push"], typed("p"), typed("pri"), typed("priya")]);
  expect(steps).toEqual(["", "show=trouble", "show=trouble&q=priya"]);
});

it("another field, and the same one after another change, is typing of its own", () => {
  expect(walk([typed("a"), [{ actor: "b" }, { typing: "actor" }], typed("ab"), typed("abc")])).toEqual([
    "",
    "q=a",
    "q=a&actor=b",
    "q=abc&actor=b",
  ]);
  expect(walk([typed("a"), [{ show: "paused" }, "push"], typed("ab")])).toHaveLength(4);
});

it("a change that replaces makes no step, and one that is empty takes the name out of the URL", () => {
  expect(walk([[{ sel: "1", cols: "name" }, "replace"]])).toEqual(["sel=1&cols=name"]);
  expect(walk([typed("a"), typed("")])).toEqual(["", ""]);
});
