import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { KeyHint } from "./key-hint.tsx";

it("keeps the keys of a chord on one line, however little room there is", () => {
  const html = renderToStaticMarkup(<KeyHint keys={["⌘ K"]} />);
  expect(html).toMatch(/<kbd class="[^"]*whitespace-nowrap/);
});
