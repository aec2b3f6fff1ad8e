import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { importItem } from "./contract.ts";
import { getImport } from "./get-import.ts";
import { processImport } from "./process-import.ts";
import { uploadFile } from "./testing/import-file.ts";

const ctx = createTestContext();

const campaignOf = (tenantId: string, status: string) =>
  ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data: { tenant_id: tenantId, name: `C ${status}`, status } }));
const importsOf = (tenantId: string) => ctx.forTenant(tenantId, (tx) => tx.import.findMany());
const storedRows = (tenantId: string, importId: string) =>
  ctx.forTenant(tenantId, (tx) =>
    tx.importRow.findMany({ where: { import_id: importId }, orderBy: { row_number: "asc" } }),
  );

describe("receiveImport", () => {
  it("stores the rows as they are, tells the job, and changes no prospect", async () => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, "\uFEFFE-Mail,Fleet\r\nann@x.test,12\r\nnobody,\r\n", {
      filename: "q2 list.csv",
      mode: "update",
    });
    const item = await getImport(ctx, { tenantId, importId });
    expect(importItem.parse(item)).toEqual({
      id: importId,
      filename: "q2 list.csv",
      mode: "update",
      campaign_id: null,
      status: "running",
      total_rows: 2,
      done_rows: 0,
      counts: {},
      totals: { added: 0, changed: 0, unchanged: 0, refused: 0 },
      error: null,
      created_by: "test",
      created_at: expect.any(String),
      finished_at: null,
    });
    expect((await storedRows(tenantId, importId)).map((row) => [row.row_number, row.data, row.result])).toEqual([
      [2, ["ann@x.test", "12"], null],
      [3, ["nobody", ""], null],
    ]);
    expect(ctx.published.at(-1)).toEqual({ type: "importReceived", tenantId, importId });
    expect(await ctx.forTenant(tenantId, (tx) => tx.prospect.count())).toBe(0);
  });

  it("leaves a line in the audit log", async () => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, "email\nann@x.test\n");
    expect(await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany())).toMatchObject([
      {
        action: "import.started",
        target_kind: "import",
        target_id: importId,
        after: { filename: "list.csv", mode: "insert" },
      },
    ]);
  });

  it("keeps every row of several batches, in order", async () => {
    const tenantId = await createTestTenant(ctx);
    const lines = Array.from({ length: 2_345 }, (_, i) => `owner${i}@x.test`);
    const importId = await uploadFile(ctx, tenantId, ["email", ...lines].join("\n"));
    const rows = await storedRows(tenantId, importId);
    expect(rows.map((row) => row.data)).toEqual(lines.map((line) => [line]));
    expect(await getImport(ctx, { tenantId, importId })).toMatchObject({ total_rows: 2_345 });
  });

  it("gives a row that is no CSV its result at once, and takes the others", async () => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, 'email,name\nann@x.test,"Ann\nbob@x.test,Bob\n');
    expect(await storedRows(tenantId, importId)).toMatchObject([
      { row_number: 2, data: [], result: "invalid_row", detail: "A quote is opened and never closed." },
      { row_number: 3, data: ["bob@x.test", "Bob"], result: null },
    ]);
  });

  it.each([
    ["Latin-1", Buffer.from("email,company\nann@x.test,Müller Söhne\n", "latin1")],
    ["UTF-16", Buffer.from("\uFEFFemail,company\nann@x.test,Müller Söhne\n", "utf16le")],
    ["text with NUL characters", Buffer.from("email,company\nann@x.test,Mül\0ler Söhne\n")],
  ])("reads %s", async (_name, content) => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, content);
    expect(await storedRows(tenantId, importId)).toMatchObject([{ data: ["ann@x.test", "Müller Söhne"] }]);
  });

  it("keeps 200 characters of an endless file name", async () => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, "email\nann@x.test\n", { filename: `${"n".repeat(300)}.csv` });
    expect((await getImport(ctx, { tenantId, importId })).filename).toBe("n".repeat(200));
  });

  it.each([
    ["a NUL", "li\0st.csv", "list.csv"],
    ["half a character", "list\ud83d.csv", "list\ufffd.csv"],
    ["a character that the cut goes through", `${"n".repeat(199)}😀`, `${"n".repeat(199)}\ufffd`],
  ])("takes a file name with %s", async (_name, filename, stored) => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, "email\nann@x.test\n", { filename });
    expect((await getImport(ctx, { tenantId, importId })).filename).toBe(stored);
  });
});

describe("a file that is refused", () => {
  const cases: { name: string; content: string; message: RegExp; stored: number }[] = [
    { name: "an empty one", content: "", message: /^The file is empty\.$/, stored: 0 },
    { name: "a workbook", content: "PK\u0003\u0004\u0014\0\u0006\0,xl", message: /save it as CSV/, stored: 0 },
    { name: "one of blank lines", content: "\n \n,,\n", message: /^The file is empty\.$/, stored: 0 },
    {
      name: "one that begins with an open quote",
      content: 'email,"name\n',
      message: /must name the columns.*never closed/,
      stored: 0,
    },
    {
      name: "one without an address column",
      content: "name,city\nAnn,Austin\n",
      message: /no column for the address/,
      stored: 0,
    },
    {
      name: "one with two columns for a field",
      content: "email,zip,postcode\n",
      message: /all mean ZIP: keep one/,
      stored: 0,
    },
    { name: "one without rows", content: "email,name\n", message: /a header and no rows/, stored: 1 },
  ];
  for (const { name, content, message, stored } of cases) {
    it(`${name}: nothing is done, and the message says how to mend it`, async () => {
      const tenantId = await createTestTenant(ctx);
      const published = ctx.published.length;
      await expect(uploadFile(ctx, tenantId, content)).rejects.toMatchObject({
        code: "validation_failed",
        details: { errors: [{ field: "file", message: expect.stringMatching(message) }] },
      });
      const imports = await importsOf(tenantId);
      expect(imports.map(({ status }) => status)).toEqual(stored === 0 ? [] : ["failed"]);
      expect(ctx.published).toHaveLength(published);
    });
  }

  it("lets go of the upload", async () => {
    const tenantId = await createTestTenant(ctx);
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.from("name,city\n");
      } finally {
        isClosed = true;
      }
    }
    await expect(uploadFile(ctx, tenantId, "", { chunks: endless() })).rejects.toThrow(AppError);
    expect(isClosed).toBe(true);
  });
});

describe("an upload that breaks off", () => {
  async function* broken(error: Error) {
    yield Buffer.from(`email\n${"ann@x.test\n".repeat(1_500)}`);
    throw error;
  }
  it.each([
    ["without a word", new Error("socket hang up"), "The upload broke off."],
    [
      "over its size",
      new AppError("payload_too_large", "The file is larger than 256 MiB: split it."),
      "The file is larger than 256 MiB: split it.",
    ],
  ])("%s: is kept as failed, and never worked off", async (_name, error, message) => {
    const tenantId = await createTestTenant(ctx);
    await expect(uploadFile(ctx, tenantId, "", { chunks: broken(error) })).rejects.toBe(error);
    const [failed] = await importsOf(tenantId);
    expect(failed).toMatchObject({ status: "failed", error: message, finished_at: ctx.now(), total_rows: 0 });
    expect(await processImport(ctx, { tenantId, importId: failed?.id ?? "" })).toEqual({});
    expect(await ctx.forTenant(tenantId, (tx) => tx.prospect.count())).toBe(0);
  });
});

describe("the campaign of an import", () => {
  it.each(["draft", "active", "paused"])("may be %s", async (status) => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await campaignOf(tenantId, status);
    const importId = await uploadFile(ctx, tenantId, "email\nann@x.test\n", { campaignId: id });
    expect(await getImport(ctx, { tenantId, importId })).toMatchObject({ campaign_id: id });
  });

  const refused = { code: "validation_failed", details: { errors: [{ field: "campaign_id" }] } };

  it.each(["completed", "archived"])("must not be %s", async (status) => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await campaignOf(tenantId, status);
    await expect(uploadFile(ctx, tenantId, "email\na@x.test\n", { campaignId: id })).rejects.toMatchObject(refused);
    expect(await importsOf(tenantId)).toEqual([]);
  });

  it("must be the tenant's own", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { id } = await campaignOf(other, "active");
    await expect(uploadFile(ctx, tenantId, "email\na@x.test\n", { campaignId: id })).rejects.toMatchObject(refused);
  });
});

it("a job runner that is away loses no import", async () => {
  const tenantId = await createTestTenant(ctx);
  const away = { ...ctx, publish: () => Promise.reject(new Error("ECONNREFUSED")) };
  const importId = await uploadFile(away, tenantId, "email\nann@x.test\n");
  expect(await getImport(ctx, { tenantId, importId })).toMatchObject({ status: "running", total_rows: 1 });
});
