import type { EngineSource } from "./engine-source.ts";
import { checkDomainsFunction } from "./functions/check-domains.ts";
import { checkReputationDriftFunction } from "./functions/check-reputation-drift.ts";
import { dailyUpkeepFunction } from "./functions/daily-upkeep.ts";
import { dispatchDailyUpkeepFunction } from "./functions/dispatch-daily-upkeep.ts";
import { dispatchDomainChecksFunction } from "./functions/dispatch-domain-checks.ts";
import { dispatchDriftCheckFunction } from "./functions/dispatch-drift-check.ts";
import { dispatchRecontactFunction } from "./functions/dispatch-recontact.ts";
import { dispatchRollUpFunction } from "./functions/dispatch-roll-up.ts";
import { dispatchSequencerFunction } from "./functions/dispatch-sequencer.ts";
import { dispatchUpkeepFunction } from "./functions/dispatch-upkeep.ts";
import { evaluateAlertsFunction } from "./functions/evaluate-alerts.ts";
import { evaluateHealthFunction } from "./functions/evaluate-health.ts";
import { importProspectsFunction } from "./functions/import-prospects.ts";
import { matchParkedEventsFunction } from "./functions/match-parked-events.ts";
import { recomputeNextSendFunction } from "./functions/recompute-next-send.ts";
import { reconcileSendsFunction } from "./functions/reconcile-sends.ts";
import { rollUpReputationFunction } from "./functions/roll-up-reputation.ts";
import { runRecontactFunction } from "./functions/run-recontact.ts";
import { runSequencerFunction } from "./functions/run-sequencer.ts";
import { sendEmailFunction } from "./functions/send-email.ts";
import { settingsChangedFunction } from "./functions/settings-changed.ts";
import { statesChangedFunction } from "./functions/states-changed.ts";
import { tendEventPartitionsFunction } from "./functions/tend-event-partitions.ts";
import { troubleReportedFunction } from "./functions/trouble-reported.ts";
import { verifyProspectsFunction } from "./functions/verify-prospects.ts";

/** Every function the job runner may call, on one context (SPEC §10). */
export function engineFunctions(engine: EngineSource) {
  return [
    dispatchSequencerFunction(engine),
    runSequencerFunction(engine),
    sendEmailFunction(engine),
    dispatchRecontactFunction(engine),
    runRecontactFunction(engine),
    dispatchUpkeepFunction(engine),
    reconcileSendsFunction(engine),
    matchParkedEventsFunction(engine),
    verifyProspectsFunction(engine),
    settingsChangedFunction(),
    statesChangedFunction(),
    recomputeNextSendFunction(engine),
    importProspectsFunction(engine),
    troubleReportedFunction(),
    evaluateHealthFunction(engine),
    evaluateAlertsFunction(engine),
    dispatchRollUpFunction(engine),
    rollUpReputationFunction(engine),
    dispatchDriftCheckFunction(engine),
    checkReputationDriftFunction(engine),
    tendEventPartitionsFunction(engine),
    dispatchDailyUpkeepFunction(engine),
    dailyUpkeepFunction(engine),
    dispatchDomainChecksFunction(engine),
    checkDomainsFunction(engine),
  ];
}
