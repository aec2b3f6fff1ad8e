import { afterEach, expect, it } from "vitest";
import { hasUnsaved, holdUnsaved } from "#components/query/unsaved.ts";
import { asksFirst, leavingPath, setWanted } from "./leaving.ts";

const here = "https://console.test/settings?tab=sequence";
let releases: (() => void)[] = [];
afterEach(() => {
  for (const release of releases) release();
  releases = [];
  setWanted(null);
});
const edit = () => releases.push(holdUnsaved());

it.each([
  ["another page", "/campaigns", "/campaigns"],
  ["another page as the browser has it", "https://console.test/audit?q=a#main", "/audit?q=a#main"],
  ["another tab", "/settings?tab=sending", "/settings?tab=sending"],
  ["the first tab", "/settings", "/settings"],
  ["a place on this page", "#cadence", null],
  ["the same tab with something opened", "/settings?tab=sequence&open=1", null],
  ["another site, which the browser asks about", "https://inngest.test/runs", null],
  ["no address", "https://[", null],
])("of a link to %s", (_name, href, path) => {
  expect(leavingPath(href, here)).toBe(path);
});

it("asks only while something is edited and not saved", () => {
  expect(asksFirst("/campaigns", here)).toBe(false);
  edit();
  expect(asksFirst("/campaigns", here)).toBe(true);
  expect(asksFirst("#cadence", here)).toBe(false);
});

it("two forms are two: one that is saved leaves the other to be asked about", () => {
  edit();
  edit();
  const [first, second] = releases;
  first?.();
  first?.();
  expect(hasUnsaved()).toBe(true);
  second?.();
  expect(hasUnsaved()).toBe(false);
});
