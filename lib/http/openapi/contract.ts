import { z } from "zod";

const part = z.record(z.string(), z.unknown());

/** GET /api/openapi.json: OpenAPI 3.1 */
export const apiDocument = z.object({
  openapi: z.string(),
  info: part,
  servers: z.array(part),
  security: z.array(part),
  paths: part,
  components: part,
});
