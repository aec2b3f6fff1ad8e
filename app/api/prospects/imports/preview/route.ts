import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { readUpload } from "#lib/http/read-upload.ts";
import { previewRateLimit } from "#lib/http/thresholds.ts";
import { previewQuery } from "#lib/prospects/contract.ts";
import { importPreview } from "#lib/prospects/contract-preview.ts";
import { previewImport } from "#lib/prospects/preview-import.ts";
import { importFileLimitBytes } from "#lib/prospects/thresholds.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "See what an import of a CSV file would do",
      answer: importPreview,
      role: "operator",
      query: previewQuery,
      rawBody: ["multipart/form-data"],
      rateLimit: previewRateLimit,
    },
    async ({ ctx, tenantId, query, request }) => {
      const { chunks } = await readUpload(request, "file", importFileLimitBytes);
      return previewImport(ctx, { tenantId, ...query, chunks });
    },
  ),
});
