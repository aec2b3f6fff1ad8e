import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { bulkPreview, bulkPreviewBody } from "#lib/prospects/contract-bulk.ts";
import { previewBulk } from "#lib/prospects/preview-bulk.ts";

const told = {
  role: "operator",
  body: bulkPreviewBody,
  summary: "Tell what doing one thing to many prospects would change",
  description: "Nothing is changed. `ids` are to be given to POST /api/prospects/bulk, in parts.",
  answer: bulkPreview,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, body }) => previewBulk(ctx, { tenantId, body })),
});
