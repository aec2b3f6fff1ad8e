import { tendAlerts } from "#lib/alerts/tend-alerts.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Finds what needs a person in a tenant, and sends the notices that wait (SPEC §10). */
export const evaluateAlertsFunction = (engine: EngineSource) => tenantJob(engine, "evaluate-alerts", tendAlerts);
