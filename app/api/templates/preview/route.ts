import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { previewAnswer, previewBody } from "#lib/templates/contract-preview.ts";
import { previewTemplate } from "#lib/templates/preview-template.ts";

const told = {
  role: "viewer",
  body: previewBody,
  summary: "Show what a template's text becomes for real prospects",
  answer: previewAnswer,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, body }) => previewTemplate(ctx, { tenantId, body })),
});
