import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { templateView, updateTemplateBody } from "#lib/templates/contract.ts";
import { getTemplate } from "#lib/templates/list-templates.ts";
import { updateTemplate } from "#lib/templates/save-template.ts";

const params = z.object({ id: z.uuid() });
const reading = { role: "viewer", params, summary: "Get a template", answer: templateView } as const;
const changing = {
  role: "operator",
  params,
  body: updateTemplateBody,
  summary: "Change a template",
  answer: templateView,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(reading, ({ ctx, tenantId, params: { id } }) => getTemplate(ctx, { tenantId, id })),
  PATCH: route(changing, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    updateTemplate(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
