import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";
import { readUpload } from "#lib/http/read-upload.ts";
import { uploadRateLimit } from "#lib/http/thresholds.ts";
import { importPage, importQuery, importStarted } from "#lib/prospects/contract.ts";
import { listRecentImports } from "#lib/prospects/get-import.ts";
import { receiveImport } from "#lib/prospects/receive-import.ts";
import { importFileLimitBytes } from "#lib/prospects/thresholds.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List imports, newest first", answer: importPage, role: "viewer", query: pageQuery },
    ({ ctx, tenantId, query }) => listRecentImports(ctx, { tenantId, ...query, cursor: query.cursor }),
  ),
  POST: route(
    {
      summary: "Import prospects from a CSV file",
      answer: importStarted,
      role: "operator",
      query: importQuery,
      rawBody: ["multipart/form-data"],
      status: 202,
      rateLimit: uploadRateLimit,
      isIdempotent: true,
    },
    async ({ ctx, tenantId, actor, query, request }) => {
      const { filename, chunks } = await readUpload(request, "file", importFileLimitBytes);
      const { mode, columns, campaign_id: campaignId = null } = query;
      return { import_id: await receiveImport(ctx, { tenantId, actor, filename, mode, columns, campaignId, chunks }) };
    },
  ),
});
