import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { settingsPreview, settingsPreviewBody } from "#lib/settings/contract-preview.ts";
import { previewSettings } from "#lib/settings/preview-settings.ts";

const told = {
  role: "viewer",
  body: settingsPreviewBody,
  summary: "Count what a change of settings would do",
  description: "Saves nothing.",
  answer: settingsPreview,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, body }) => previewSettings(ctx, { tenantId, change: body })),
});
