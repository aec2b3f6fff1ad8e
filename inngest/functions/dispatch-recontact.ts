import { dispatchRecontact } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Every hour: a re-contact run of each tenant for whom it is 05:00 (SPEC §9, §10). */
export const dispatchRecontactFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-recontact", cron: "0 * * * *" }, dispatchRecontact);
