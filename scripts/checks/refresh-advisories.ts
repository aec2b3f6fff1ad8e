import type { Advisory, AdvisoryList } from "./advisories.ts";

type AuditReport = {
  vulnerabilities?: Record<string, { via: (string | { name: string; url: string; range: string; title: string })[] }>;
  error?: { code?: string; summary?: string };
  message?: string;
};

/**
 * What `npm audit --json` printed, as advisories. A name in `via` only points to another entry.
 * @throws Error when the registry gave no report
 */
export function readAudit(output: string): Advisory[] {
  let report: AuditReport;
  try {
    report = JSON.parse(output) as AuditReport;
  } catch {
    throw new Error("npm audit printed no report");
  }
  if (!report.vulnerabilities) {
    throw new Error(report.error?.summary || report.message || report.error?.code || "npm audit gave no report");
  }
  return Object.values(report.vulnerabilities).flatMap(({ via }) =>
    via.flatMap((one) =>
      typeof one === "string"
        ? []
        : [{ package: one.name, id: one.url.split("/").at(-1) ?? one.url, range: one.range, title: one.title }],
    ),
  );
}

/** The list with what is new, by package and id; what it had stays, in the order of package and id. */
export function mergeAdvisories(list: AdvisoryList, found: Advisory[], today: string): AdvisoryList {
  const all = new Map([...list.advisories, ...found].map((one) => [`${one.package} ${one.id}`, one]));
  const advisories = [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { asOf: today, advisories };
}
