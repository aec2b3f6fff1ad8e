import { describe, expect, it } from "vitest";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { importPreview } from "./contract-preview.ts";
import { type PreviewRequest, previewImport } from "./preview-import.ts";
import { importFile } from "./testing/import-file.ts";
import type { ColumnChoice } from "./types.ts";

const ctx = createTestContext();

async function* parts(content: string | Uint8Array) {
  yield Buffer.from(content);
}

async function preview(tenantId: string, content: string | Uint8Array, more: Partial<PreviewRequest> = {}) {
  const chunks = parts(content);
  return importPreview.parse(await previewImport(ctx, { tenantId, mode: "insert", chunks, ...more }));
}

const file = [
  "Work email,Company,Crew size",
  "new@one.test,One,4",
  "old@two.test,Two,",
  "not an address,Three,9",
  "out@four.test,Four,2",
  "new@one.test,One,4",
  "a,b,c,d,e",
].join("\r\n");

describe("previewImport", () => {
  it("tells the columns with samples, the rows that cannot be read, and what becomes of the others", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, "email\nold@two.test");
    const actor = { kind: "system", id: null, label: "test", role: "admin" } as const;
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: "out@four.test" });
    const found = await preview(tenantId, file);
    expect(found).toMatchObject({
      columns: [
        { title: "Work email", choice: "email", samples: ["new@one.test", "old@two.test", "not an address"] },
        { title: "Company", choice: "company", samples: ["One", "Two", "Three"] },
        { title: "Crew size", choice: "custom", samples: ["4", "9", "2"] },
      ],
      problem: null,
      total_rows: 6,
      unreadable: { invalid_email: 1, invalid_row: 1 },
      judged: {
        rows: 6,
        counts: { added: 1, already_present: 1, suppressed: 1, duplicate_in_file: 1, invalid_email: 1, invalid_row: 1 },
        totals: { added: 1, changed: 0, unchanged: 2, refused: 3 },
      },
    });
    expect(found.problems.map(({ row }) => row)).toEqual([4, 7]);
    expect(found.first_rows[0]).toEqual({ row: 2, cells: ["new@one.test", "One", "4"], result: "added", detail: null });
    expect(await ctx.forTenant(tenantId, (tx) => tx.import.count())).toBe(1);
  });

  it("names all that is wrong with a row, once in the list and once beside its cells", async () => {
    const cells = "email,state,zip,rating\nnotanemail,ZZ,abc,9";
    const { unreadable, problems, first_rows } = await preview(await createTestTenant(ctx), cells);
    expect(unreadable).toEqual({ invalid_value: 1 });
    const detail = expect.stringMatching(/"notanemail" is .*"ZZ" is .*"abc" is .*"9" is /);
    expect(problems).toEqual([{ row: 2, result: "invalid_value", detail }]);
    expect(first_rows).toMatchObject([{ row: 2, result: "invalid_value", detail }]);
  });

  it("says the same as the import that follows", async () => {
    const tenantId = await createTestTenant(ctx);
    const { judged } = await preview(tenantId, file);
    expect(await importFile(ctx, tenantId, file)).toMatchObject({ counts: judged.counts, totals: judged.totals });
  });

  it("goes by what a person says of the columns, and so does the import", async () => {
    const tenantId = await createTestTenant(ctx);
    const odd = "Ref,Who\nann@one.test,Ann\nbob@two.test,Bob";
    expect(await preview(tenantId, odd)).toMatchObject({
      problem: expect.stringContaining("no column for the address"),
      total_rows: 2,
      judged: { rows: 0 },
    });
    const columns: ColumnChoice[] = ["email", "ignore"];
    expect((await preview(tenantId, odd, { columns })).judged.counts).toEqual({ added: 2 });
    expect((await importFile(ctx, tenantId, odd, { columns })).counts).toEqual({ added: 2 });
    const kept = await ctx.forTenant(tenantId, (tx) =>
      tx.prospect.findMany({ select: { email: true, enrichment: true } }),
    );
    expect(kept.map(({ email }) => email).sort()).toEqual(["ann@one.test", "bob@two.test"]);
    for (const { enrichment } of kept) expect(enrichment).toEqual({});
  });

  it("shows what two columns of one meaning are, instead of refusing to look", async () => {
    const found = await preview(await createTestTenant(ctx), "email,Mail,company\na@a.test,b@b.test,A");
    expect(found.problem).toContain('"email" and "Mail" all mean Email address');
    expect(found.columns.map(({ samples }) => samples[0])).toEqual(["a@a.test", "b@b.test", "A"]);
  });

  it.each([
    ["nothing", "", "file", "The file is empty."],
    ["no rows", "email,name\n", "file", "The file has a header and no rows."],
  ])("refuses a file with %s", async (_name, content, field, message) => {
    const tenantId = await createTestTenant(ctx);
    await expect(preview(tenantId, content)).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field, message: expect.stringContaining(message) }] },
    });
  });

  it("refuses a choice for more columns than there are", async () => {
    const tenantId = await createTestTenant(ctx);
    const columns: ColumnChoice[] = ["email", "ignore"];
    await expect(preview(tenantId, "email\na@a.test", { columns })).rejects.toMatchObject({
      details: { errors: [{ field: "columns" }] },
    });
  });

  it("reads a mark, CRLF, Latin-1 and semicolons as the import does", async () => {
    const tenantId = await createTestTenant(ctx);
    const marked = await preview(tenantId, "\uFEFFemail;company\r\na@a.test;Café\r\n");
    expect(marked.columns[0]).toMatchObject({ title: "email", choice: "email" });
    const latin = await preview(tenantId, Buffer.from("email,company\na@a.test,Caf\xe9\n", "latin1"));
    expect(latin.columns[1]?.samples).toEqual(["Café"]);
  });

  it("counts a long file to its end and keeps little of it", async () => {
    const tenantId = await createTestTenant(ctx);
    async function* long() {
      yield Buffer.from("email,company\n");
      for (let block = 0; block < 100; block++) {
        const rows = Array.from({ length: 1_000 }, (_, index) =>
          index % 10 === 0 ? "nobody at all,X" : `p${block}-${index}@long.test,X`,
        );
        yield Buffer.from(`${rows.join("\n")}\n`);
      }
    }
    const found = await preview(tenantId, "", { chunks: long() });
    expect(found).toMatchObject({
      total_rows: 100_000,
      unreadable: { invalid_email: 10_000 },
      judged: { rows: 1_000 },
    });
    expect(found.problems).toHaveLength(50);
    expect(found.first_rows).toHaveLength(10);
  });
});
