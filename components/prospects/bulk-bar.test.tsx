import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { BulkBar } from "./bulk-bar.tsx";
import { filterOf } from "./prospect-query.ts";

function bar(ids: readonly string[] | "all", count: { count: number; at_least: boolean }) {
  const ignore = () => undefined;
  const isAll = ids === "all";
  const selection = {
    isAll,
    ids: isAll ? [] : ids,
    has: (id: string) => isAll || ids.includes(id),
    toggle: ignore,
    selectAll: ignore,
    clear: ignore,
  };
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <BulkBar selection={selection} filter={filterOf(new URLSearchParams())} count={count} pageIds={["1", "2"]} />
    </QueryClientProvider>,
  );
}

const many = { count: 1_393, at_least: false };
const tooMany = { count: 10_000, at_least: true };
const narrow = "narrow the filters to at most 10,000 prospects";

it("offers all that fit once the page is selected, and every action for them", () => {
  expect(bar(["1"], many)).not.toContain("that fit");
  expect(bar(["1", "2"], many)).toContain("Select all 1,393 prospects that fit");
  expect(bar("all", many)).toContain("All 1,393 prospects that fit are selected");
  expect(bar("all", many)).toContain("Suppress…");
});

it("does not offer more than can be changed together, and says what to do instead", () => {
  const page = bar(["1", "2"], tooMany);
  expect(page).not.toContain("Select all");
  expect(page).toContain(narrow);
  expect(page).toContain("Suppress…");
  expect(bar("all", tooMany)).toContain(narrow);
  expect(bar("all", tooMany)).not.toContain("Suppress…");
});
