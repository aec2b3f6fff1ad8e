import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { templateResults } from "#lib/templates/contract-results.ts";
import { getTemplateResults } from "#lib/templates/get-results.ts";

const told = {
  hasEtag: true,
  role: "viewer",
  params: z.object({ id: z.uuid() }),
  summary: "Get what became of the messages in a template's words in the last 30 days",
  answer: templateResults,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(told, ({ ctx, tenantId, params: { id } }) => getTemplateResults(ctx, { tenantId, id })),
});
