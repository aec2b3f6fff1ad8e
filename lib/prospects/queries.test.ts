import { afterEach, expect, it, vi } from "vitest";
import { importQuery, importReportUrl, importsQuery, previewImport, prospectQuery, startImport } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

type Asked = { method: string; path: string; body: unknown };

/** Answers every request with an empty page and keeps what was asked. */
function serve(answer: Response = Response.json({ items: [], next_cursor: null })): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? "GET", path, body: init.body });
    return answer;
  });
  return asked;
}

const { signal } = new AbortController();

it.each([
  ["an import", () => importQuery("i1").queryFn({ signal }), "/api/prospects/imports/i1"],
  ["the last imports", () => importsQuery.queryFn({ signal }), "/api/prospects/imports?limit=10"],
  ["a prospect", () => prospectQuery("p/1").queryFn({ signal }), "/api/prospects/p%2F1"],
])("asks for %s", async (_name, ask, path) => {
  const asked = serve();
  await ask();
  expect(asked).toEqual([{ method: "GET", path, body: undefined }]);
});

it("keeps answers to other questions apart", () => {
  const keys = [prospectQuery("p1"), prospectQuery("p2"), importQuery("i1"), importQuery("i2"), importsQuery].map(
    ({ queryKey }) => JSON.stringify(queryKey),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

it("uploads the file as a form, with its mode", async () => {
  const asked = serve(Response.json({ import_id: "i1" }, { status: 202 }));
  const file = new File(["email\na@x.test\n"], "list.csv", { type: "text/csv" });
  expect(await startImport(file, { mode: "update", columns: ["email", "ignore"] })).toEqual({ import_id: "i1" });
  expect(asked).toMatchObject([{ method: "POST", path: "/api/prospects/imports?mode=update&columns=email%2Cignore" }]);
  const body = asked[0]?.body;
  const sent = body instanceof FormData ? body.get("file") : null;
  expect(sent instanceof File && [sent.name, await sent.text()]).toEqual(["list.csv", "email\na@x.test\n"]);
});

it("says which campaign new prospects join", async () => {
  const asked = serve(Response.json({ import_id: "i1" }));
  await startImport(new File(["email\n"], "list.csv"), { mode: "insert", columns: ["email"], campaignId: "c1" });
  expect(asked[0]?.path).toBe("/api/prospects/imports?mode=insert&columns=email&campaign_id=c1");
});

it("looks at a file without saying what its columns are, or with it", async () => {
  const file = new Blob(["email\na@x.test\n"]);
  const plain = serve(Response.json({ columns: [] }));
  await previewImport(file);
  expect(plain).toMatchObject([{ method: "POST", path: "/api/prospects/imports/preview" }]);
  const said = serve(Response.json({ columns: [] }));
  await previewImport(file, { mode: "update", columns: ["email"] });
  expect(said[0]?.path).toBe("/api/prospects/imports/preview?mode=update&columns=email");
});

it("hands on what is wrong with a file", async () => {
  const problem = {
    code: "validation_failed",
    detail: "The file is empty.",
    errors: [{ field: "file", message: "x" }],
  };
  serve(Response.json(problem, { status: 400 }));
  await expect(startImport(new File([""], "list.csv"), { mode: "insert", columns: ["email"] })).rejects.toMatchObject({
    status: 400,
  });
});

it("knows where the report of an import is", () => {
  expect(importReportUrl("i1")).toBe("/api/prospects/imports/i1/report.csv");
});
