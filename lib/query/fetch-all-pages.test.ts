import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchAllPages } from "./fetch-all-pages.ts";

afterEach(() => vi.unstubAllGlobals());

function serve(pages: Record<string, { items: number[]; next_cursor: string | null }>) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    const cursor = new URL(path, "http://console").searchParams.get("cursor") ?? "first";
    return pages[cursor] ? Response.json(pages[cursor]) : Response.json({ code: "not_found" }, { status: 404 });
  });
  return asked;
}

describe("fetchAllPages", () => {
  it("follows the cursors to the end", async () => {
    const asked = serve({ first: { items: [1, 2], next_cursor: "b" }, b: { items: [3], next_cursor: null } });
    expect(await fetchAllPages<number>("/api/x")).toEqual([1, 2, 3]);
    expect(asked).toEqual(["/api/x?limit=200", "/api/x?limit=200&cursor=b"]);
  });

  it("asks once for a list of one page", async () => {
    const asked = serve({ first: { items: [], next_cursor: null } });
    expect(await fetchAllPages("/api/x")).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it("fails as a whole when a page fails", async () => {
    serve({ first: { items: [1], next_cursor: "gone" } });
    await expect(fetchAllPages("/api/x")).rejects.toMatchObject({ status: 404 });
  });
});
