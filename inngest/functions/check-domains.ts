import { checkDomains } from "#lib/domain-auth/check-domains.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** SPF, DKIM and DMARC of a tenant's sending domains; each is also checked when it is added and when somebody asks. */
export const checkDomainsFunction = (engine: EngineSource) => tenantJob(engine, "check-domains", checkDomains);
