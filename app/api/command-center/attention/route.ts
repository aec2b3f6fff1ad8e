import { route } from "#app/api/route-kit.ts";
import { attention } from "#lib/command-center/contract-attention.ts";
import { getAttention } from "#lib/command-center/get-attention.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "What needs attention, in counts", answer: attention, hasEtag: true, role: "viewer" },
    ({ ctx, tenantId }) => getAttention(ctx, { tenantId, upMs: process.uptime() * 1_000 }),
  ),
});
