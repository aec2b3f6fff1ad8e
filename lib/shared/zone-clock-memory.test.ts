import { tzOffset } from "@date-fns/tz/tzOffset";
import { afterAll, beforeEach, expect, it, vi } from "vitest";

vi.mock("@date-fns/tz/tzOffset", { spy: true });
// One that remembers nothing of other tests yet, and is not left to them either.
vi.resetModules();
const { localTimeOf } = await import("./zone-clock.ts");
afterAll(() => void vi.resetModules());
beforeEach(() => void vi.mocked(tzOffset).mockClear());

const quarterHourMs = 15 * 60_000;
const start = Date.parse("2026-06-10T12:00:00Z");
const lookUps = () => vi.mocked(tzOffset).mock.calls.length;

it("looks an offset up once a quarter hour and zone", () => {
  localTimeOf("America/Chicago", start);
  localTimeOf("America/Chicago", start + quarterHourMs - 1);
  expect(lookUps()).toBe(1);
  localTimeOf("America/Chicago", start + quarterHourMs);
  expect(lookUps()).toBe(2);
  localTimeOf("America/Denver", start);
  expect(lookUps()).toBe(3);
});

it("keeps 2,000 of a zone and forgets them all with the next but one", () => {
  const lookUp = (quarter: number) => localTimeOf("Asia/Kathmandu", start + quarter * quarterHourMs);
  for (let quarter = 0; quarter < 2_000; quarter += 1) lookUp(quarter);
  lookUp(0);
  expect(lookUps()).toBe(2_000);
  lookUp(2_000);
  lookUp(0);
  expect(lookUps()).toBe(2_002);
});
