import { describe, expect, it } from "vitest";
import { createRecordReader } from "#lib/csv/csv-records.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { importPage } from "./contract.ts";
import { getImport, listRecentImports } from "./get-import.ts";
import { reportImport } from "./report-import.ts";
import { importFile, readReport, uploadFile } from "./testing/import-file.ts";

const ctx = createTestContext();

/** The report as a spreadsheet would read it. */
async function reportCells(tenantId: string, importId: string): Promise<string[][]> {
  const rows = createRecordReader(",")(await readReport(ctx, tenantId, importId), true);
  return rows.map((row) => ("cells" in row ? row.cells : []));
}

describe("the report of an import", () => {
  it("shows each row of the file with its result, what it means, and its own cells", async () => {
    const tenantId = await createTestTenant(ctx);
    const file =
      'E-Mail,Company,Fleet Size,State\nann@x.test,"Lee, ""Air""",12,TX\nnobody,B,,\nbob@x.test,C,,Bavaria\n';
    const { id } = await importFile(ctx, tenantId, `${file}short\n`);
    expect(await reportCells(tenantId, id)).toEqual([
      ["row", "result", "meaning", "E-Mail", "Company", "Fleet Size", "State"],
      ["2", "added", "Added", "ann@x.test", 'Lee, "Air"', "12", "TX"],
      [
        "3",
        "invalid_email",
        'Column "E-Mail" (Email address): "nobody" is no address that mail can be sent to.',
        "nobody",
        "B",
        "",
        "",
      ],
      [
        "4",
        "invalid_value",
        'Column "State": "Bavaria" is no US state: use its two-letter code.',
        "bob@x.test",
        "C",
        "",
        "Bavaria",
      ],
      ["5", "invalid_row", "The row has 1 cell, the header has 4: is a quote or a comma missing?", "short"],
    ]);
  });

  it("names all that is wrong with a row", async () => {
    const tenantId = await createTestTenant(ctx);
    const file = "email,state,zip,rating\nnotanemail,ZZ,abc,9\nann@x.test,MA,2134,4\nbob@x.test,IL,abc,\n";
    const { id, counts } = await importFile(ctx, tenantId, file);
    expect(counts).toEqual({ added: 1, invalid_value: 2 });
    const [, several, , one] = await reportCells(tenantId, id);
    expect(several?.slice(1, 3)).toEqual([
      "invalid_value",
      [
        'Column "email" (Email address): "notanemail" is no address that mail can be sent to.',
        'Column "state": "ZZ" is no US state: use its two-letter code.',
        'Column "zip": "abc" is no US ZIP: use its five digits, leading zeros included.',
        'Column "rating" (Google rating): "9" is not a number from 0 to 5.',
      ].join(" "),
    ]);
    expect(one?.[2]).toBe('Column "zip": "abc" is no US ZIP: use its five digits, leading zeros included.');
    const { zip } = await ctx.forTenant(tenantId, (tx) => tx.prospect.findFirstOrThrow());
    expect(zip).toBe("02134");
  });

  it("holds no cell that a spreadsheet takes for a formula, and numbers stay numbers", async () => {
    const tenantId = await createTestTenant(ctx);
    const file = [
      "email,company,phone,notes,score",
      'ann@x.test,"=HYPERLINK(""http://evil.test"")",+1 555,@SUM(A1),-12.5',
      '"=1+1",-2+3,\t=1,plain,7',
    ].join("\n");
    const { id } = await importFile(ctx, tenantId, file);
    const [, good, bad] = await reportCells(tenantId, id);
    expect(good?.slice(3)).toEqual(["ann@x.test", `'=HYPERLINK("http://evil.test")`, "'+1 555", "'@SUM(A1)", "-12.5"]);
    expect(bad?.slice(3)).toEqual(["'=1+1", "'-2+3", "'\t=1", "plain", "7"]);
    for (const cell of (await reportCells(tenantId, id)).flat()) expect(cell).not.toMatch(/^[=+@\t\r]/);
  });

  it("is imported again without the apostrophes that kept its cells safe", async () => {
    const tenantId = await createTestTenant(ctx);
    const first = await importFile(ctx, tenantId, "email,phone,state\nann@x.test,+1 555,Bavaria\n");
    const report = await readReport(ctx, tenantId, first.id);
    const second = await importFile(ctx, tenantId, report.replace(/Bavaria$/m, "TX"));
    expect(second.counts).toEqual({ added: 1 });
    const { phone } = await ctx.forTenant(tenantId, (tx) => tx.prospect.findFirstOrThrow());
    expect(phone).toBe("+1 555");
  });

  it("names the columns of an import that kept no titles by their fields", async () => {
    const tenantId = await createTestTenant(ctx);
    const columns = [
      { kind: "field", field: "email" },
      { kind: "custom", name: "fleet_size" },
    ];
    const { id } = await importFile(ctx, tenantId, "E-Mail,Fleet Size\nann@x.test,4\n");
    await ctx.forTenant(tenantId, (tx) => tx.import.updateMany({ where: { id }, data: { columns } }));
    expect((await reportCells(tenantId, id))[0]).toEqual(["row", "result", "meaning", "email", "fleet_size"]);
  });

  it("says pending of rows that are not worked off yet", async () => {
    const tenantId = await createTestTenant(ctx);
    const id = await uploadFile(ctx, tenantId, "email\nann@x.test\n");
    expect(await reportCells(tenantId, id)).toEqual([
      ["row", "result", "meaning", "email"],
      ["2", "pending", "", "ann@x.test"],
    ]);
  });

  it("comes in pieces, with every row once and in order", async () => {
    const tenantId = await createTestTenant(ctx);
    const lines = Array.from({ length: 4_500 }, (_, i) => `owner${i}@x.test`);
    const id = await uploadFile(ctx, tenantId, ["email", ...lines].join("\n"));
    const pieces = await Array.fromAsync(await reportImport(ctx, { tenantId, importId: id }));
    expect(pieces.map((piece) => piece.split("\n").length - 1)).toEqual([1, 2_000, 2_000, 500]);
    const cells = await reportCells(tenantId, id);
    expect(cells.slice(1).map((row) => row[3])).toEqual(lines);
    expect(cells.slice(1).map((row) => Number(row[0]))).toEqual(lines.map((_, i) => i + 2));
  });

  it("says that it is gone once its rows are", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await importFile(ctx, tenantId, "email\nann@x.test\n");
    await ctx.forTenant(tenantId, (tx) => tx.importRow.deleteMany());
    const gone = { code: "not_found", message: expect.stringContaining("180 days") };
    await expect(reportImport(ctx, { tenantId, importId: id })).rejects.toMatchObject(gone);
  });

  it("can be imported again", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await importFile(ctx, tenantId, "Work e-mail,company\nann@x.test,Air\nnobody,Heat\n", {
      columns: ["email", "company"],
    });
    const mended = (await readReport(ctx, tenantId, id))
      .replaceAll("nobody", "bob@x.test")
      .replace("Work e-mail", "E-mail");
    const again = await importFile(ctx, tenantId, mended);
    expect(again.counts).toEqual({ already_present: 1, added: 1 });
    const bob = await ctx.forTenant(tenantId, (tx) => tx.prospect.findFirst({ where: { email: "bob@x.test" } }));
    expect(bob).toMatchObject({ company: "Heat", enrichment: {} });
  });

  it("is found by its tenant alone", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { id } = await importFile(ctx, tenantId, "email\nann@x.test\n");
    const missing = { code: "not_found", message: "There is no such import." };
    await expect(reportImport(ctx, { tenantId: other, importId: id })).rejects.toMatchObject(missing);
    await expect(getImport(ctx, { tenantId: other, importId: id })).rejects.toMatchObject(missing);
    await expect(getImport(ctx, { tenantId, importId: crypto.randomUUID() })).rejects.toMatchObject(missing);
  });
});

describe("the list of imports", () => {
  it("is newest first, page by page, and of one tenant", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const ids: string[] = [];
    for (const name of ["a", "b", "c", "d", "e"]) ids.push(await uploadFile(ctx, tenantId, `email\n${name}@x.test\n`));
    await uploadFile(ctx, other, "email\nz@x.test\n");
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = importPage.parse(await listRecentImports(ctx, { tenantId, limit: 2, cursor }));
      seen.push(...page.items.map((item) => item.id));
      sizes.push(page.items.length);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect([seen, sizes]).toEqual([ids.toReversed(), [2, 2, 1]]);
  });

  it("refuses a cursor that no page gave", async () => {
    const tenantId = await createTestTenant(ctx);
    await expect(listRecentImports(ctx, { tenantId, limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "cursor" }] },
    });
  });
});
