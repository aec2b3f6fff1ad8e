import { dispatchDomainChecks } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Once a day: a check of each tenant's sending domains. */
export const dispatchDomainChecksFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-domain-checks", cron: "20 4 * * *" }, dispatchDomainChecks);
