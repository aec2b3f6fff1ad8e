import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { importItem } from "#lib/prospects/contract.ts";
import { getImport } from "#lib/prospects/get-import.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      summary: "Get an import with its progress",
      answer: importItem,
      role: "viewer",
      params: z.object({ id: z.uuid() }),
    },
    ({ ctx, tenantId, params }) => getImport(ctx, { tenantId, importId: params.id }),
  ),
});
