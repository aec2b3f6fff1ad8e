import { expect, it } from "vitest";
import { COLUMNS, columnsOf, columnsText } from "./prospect-columns.tsx";

const keys = (text: string | null) => columnsOf(text).map(({ key }) => key);

it("shows the usual columns when the URL names none that there are", () => {
  expect(keys(null)).toEqual(["place", "status", "sequence", "last", "next", "owner"]);
  expect(keys("colour")).toEqual(keys(null));
});

it("says that opens are those of this cycle: the next one begins with none", () => {
  expect(columnsOf("opens").map(({ label }) => label)).toEqual(["Human opens in this cycle"]);
});

it("keeps the table's order, whatever the URL's", () => expect(keys("added,status")).toEqual(["status", "added"]));

it("writes nothing for the usual ones, and reads back what it writes", () => {
  expect(columnsText(keys(null))).toBeNull();
  const all = COLUMNS.map(({ key }) => key);
  expect(keys(columnsText(all))).toEqual(all);
});
