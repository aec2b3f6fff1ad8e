import { clearAlert, raiseAlert } from "#lib/alerts/raise-alert.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { findingWords } from "./policy/finding-words.ts";
import type { AuthVerdict } from "./policy/judge-records.ts";

type Told = { tenantId: string; id: string; domain: string; before: string; verdict: AuthVerdict };

/** An alert when a domain that was set up is so no longer, until it is again. One that never was is still being set up: no alert. */
export async function tellOfAuthentication(
  ctx: EngineContext,
  { tenantId, id, domain, before, verdict }: Told,
): Promise<void> {
  const scope = { kind: "domain", id, name: domain } as const;
  if (verdict.status === "passed") return clearAlert(ctx, tenantId, { kind: "domain_authentication", scope });
  if (before !== "passed") return;
  const missing = verdict.findings.filter(({ status }) => status === "failed");
  await raiseAlert(ctx, tenantId, {
    kind: "domain_authentication",
    severity: verdict.status === "failed" ? "critical" : "warning",
    scope,
    title: `${domain} is no longer authenticated`,
    detail: `${missing.map(({ code }) => findingWords[code].label).join("; ")}. Mail from it may be refused or land in spam.`,
    evidence: Object.fromEntries(missing.map(({ mechanism, record }) => [mechanism, record ?? "no record"])),
  });
}
