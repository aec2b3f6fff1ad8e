import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { csvResponse } from "#lib/http/csv-response.ts";
import { methods } from "#lib/http/methods.ts";
import { exportRateLimit } from "#lib/http/thresholds.ts";
import { reportImport } from "#lib/prospects/report-import.ts";

const params = z.object({ id: z.uuid() });
const told = {
  summary: "Download the result of each row",
  answer: { mediaType: "text/csv" },
  rateLimit: exportRateLimit,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, ...told }, async ({ ctx, tenantId, params: { id } }) =>
    csvResponse(await reportImport(ctx, { tenantId, importId: id }), `import-${id}.csv`),
  ),
});
