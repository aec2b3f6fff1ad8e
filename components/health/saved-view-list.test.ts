import { expect, it } from "vitest";
import { parseViews, viewQueryOf, withView } from "./saved-view-list.ts";

it.each([null, "", "nonsense", "{}", '[1,null,{"name":1}]'])("takes %j for no views", (text) => {
  expect(parseViews(text)).toEqual([]);
});

it("keeps what shows and orders, and forgets the selection and the open row", () => {
  expect(viewQueryOf("?q=a&sel=all&sort=-score&open=x@a.test")).toBe("q=a&sort=-score");
});

it("replaces a view of the same name, and keeps them by name", () => {
  const views = withView([{ name: "b", query: "q=1" }], { name: "a", query: "q=2" });
  expect(withView(views, { name: "b", query: "q=3" })).toEqual([
    { name: "a", query: "q=2" },
    { name: "b", query: "q=3" },
  ]);
  expect(parseViews(JSON.stringify(views))).toEqual(views);
});
