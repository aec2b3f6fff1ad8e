import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { readUpload } from "#lib/http/read-upload.ts";
import { uploadRateLimit } from "#lib/http/thresholds.ts";
import { suppressionsImported } from "#lib/suppressions/contract-change.ts";
import { importSuppressions } from "#lib/suppressions/import-suppressions.ts";

const fileLimitBytes = 16 * 1_048_576;
const told = {
  role: "operator",
  rawBody: ["multipart/form-data"],
  rateLimit: uploadRateLimit,
  summary: "Suppress the addresses and domains of a CSV file",
  answer: suppressionsImported,
  problems: ["validation_failed"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, async ({ ctx, tenantId, actor, request, requestId }) => {
    const upload = await readUpload(request, "file", fileLimitBytes);
    return importSuppressions(ctx, { tenantId, actor, requestId, ...upload });
  }),
});
