import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { createTemplateBody, templateListQuery, templatePage, templateView } from "#lib/templates/contract.ts";
import { listTemplates } from "#lib/templates/list-templates.ts";
import { createTemplate } from "#lib/templates/save-template.ts";

const listing = {
  hasEtag: true,
  role: "viewer",
  query: templateListQuery,
  summary: "List templates, newest first",
  answer: templatePage,
} as const;
const creating = {
  role: "operator",
  body: createTemplateBody,
  status: 201,
  isIdempotent: true,
  summary: "Make a template",
  answer: templateView,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(listing, ({ ctx, tenantId, query }) => listTemplates(ctx, { tenantId, ...query, cursor: query.cursor })),
  POST: route(creating, ({ ctx, tenantId, actor, body, requestId }) =>
    createTemplate(ctx, { tenantId, actor, body, requestId }),
  ),
});
