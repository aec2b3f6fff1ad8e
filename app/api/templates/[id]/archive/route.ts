import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { archiveTemplate } from "#lib/templates/archive-template.ts";
import { archiveTemplateBody, templateView } from "#lib/templates/contract.ts";

const told = {
  role: "operator",
  params: z.object({ id: z.uuid() }),
  body: archiveTemplateBody,
  summary: "Archive a template that no campaign uses",
  answer: templateView,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    archiveTemplate(ctx, { tenantId, actor, id, requestId, ...body }),
  ),
});
