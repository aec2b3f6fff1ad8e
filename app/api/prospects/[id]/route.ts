import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { changeProspect } from "#lib/prospects/change-prospect.ts";
import { prospectPatch } from "#lib/prospects/contract-change.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { getProspect } from "#lib/prospects/get-prospect.ts";

const params = z.object({ id: z.uuid() });
const reading = {
  hasEtag: true,
  role: "viewer",
  params,
  summary: "Get a prospect with its timeline and its next step",
  answer: prospectDetail,
} as const;
const changing = {
  role: "operator",
  params,
  body: prospectPatch,
  summary: "Change a prospect's profile, owner, notes or status",
  answer: prospectDetail,
  problems: ["conflict", "version_conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(reading, ({ ctx, tenantId, params: { id } }) => getProspect(ctx, { tenantId, prospectId: id })),
  PATCH: route(changing, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    changeProspect(ctx, { tenantId, actor, prospectId: id, patch: body, requestId }),
  ),
});
