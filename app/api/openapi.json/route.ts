import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { apiDocument } from "#lib/http/openapi/contract.ts";
import document from "./document.json" with { type: "json" };

/** Written by `npm run openapi` from what every route says of itself; a test keeps it up to date. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", summary: "This document", answer: apiDocument }, async () => document),
});
