import { z } from "zod";
import { pageQuery, queryFlag } from "#lib/http/paging.ts";

/** What the guard (or a person) says about a scope; healthy until something happened (SPEC §4). */
export const healthFields = {
  state: z.enum(["healthy", "watch", "throttled", "paused", "probation"]),
  state_reason: z.string().nullable(),
  state_since: z.string().nullable(),
};

/** Lists show what is in use unless `?archived=true` asks for what was put away. `q` is part of the name. */
export const placeListQuery = pageQuery.extend({
  archived: queryFlag.default(false),
  q: z.string().trim().min(1).max(100).optional(),
});

export const versionField = z.int("must be the version that was read with it");

export const text = (max: number, empty: string) =>
  z.string().trim().min(1, empty).max(max, `must be at most ${max} characters`);

/** POST …/{id}/pause; no body at all is fine. */
export const pauseBody = z.strictObject({ reason: text(500, "must not be empty").optional() });

/** POST …/{id}/resume: resuming is the dangerous one and says why. */
export const resumeBody = z.strictObject({ reason: text(500, "say why it may send again") });

/** POST …/{id}/archive */
export const archiveBody = z.strictObject({ version: versionField });
