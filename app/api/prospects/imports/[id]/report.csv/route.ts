import { Readable } from "node:stream";
import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { reportImport } from "#lib/prospects/report-import.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params: z.object({ id: z.uuid() }) }, async ({ ctx, tenantId, params }) => {
    const lines = await reportImport(ctx, { tenantId, importId: params.id });
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import-${params.id}.csv"`,
    };
    return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream, { headers });
  }),
});
