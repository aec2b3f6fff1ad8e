import { dispatchSequencer } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Every half hour: a sequencer run of each active tenant (SPEC §6, §10). */
export const dispatchSequencerFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-sequencer", cron: "*/30 * * * *" }, dispatchSequencer);
