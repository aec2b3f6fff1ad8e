import type { Defence } from "./defence.ts";

/** What a person sees in the browser. */

export const browserDefences: Defence[] = [
  {
    fault: "API 500",
    test: "components/query/query-view.test.tsx: says what failed with the request to name, and shows it after a retry",
    changes: [
      { file: "components/query/query-view.tsx", from: "if (!hasFailed) return skeleton;", to: "return skeleton;" },
    ],
  },
  {
    fault: "API 500",
    test: "lib/query/fetch-json.test.ts: turns a problem into a typed error",
    changes: [
      {
        file: "lib/query/fetch-json.ts",
        from: 'typeof body.request_id === "string" ? body.request_id : response.headers.get("x-request-id")',
        to: "null",
      },
    ],
  },
  {
    fault: "stale",
    test: "components/query/query-view.test.tsx: keeps the last known state and says so when it cannot be refreshed, until it can",
    changes: [
      {
        file: "components/query/query-view.tsx",
        from: "if (query.data !== undefined) {",
        to: "if (query.data !== undefined && !query.isRefetchError) {",
      },
    ],
  },
  {
    fault: "stale",
    test: "components/query/freshness.test.tsx: says of data $ageMs ms old, asked for every 15 seconds: $said",
    changes: [
      {
        file: "components/query/freshness.tsx",
        from: "freshnessTone(ageMs, intervalMs, query.isRefetchError)",
        to: "freshnessTone(0, intervalMs, query.isRefetchError)",
      },
    ],
  },
  {
    fault: "offline",
    test: "components/shell/system-banners.test.tsx: says while the browser is offline that the server does not answer, and no longer once it does",
    changes: [{ file: "lib/query/readiness.ts", from: 'networkMode: "always"', to: 'networkMode: "online"' }],
  },
  {
    fault: "slow",
    test: "components/query/query-view.test.tsx: keeps the place while the answer is awaited, and nothing of it when the answer is there",
    changes: [
      {
        file: "components/query/query-view.tsx",
        from: "if (!hasFailed) return skeleton;",
        to: "if (!hasFailed) return null;",
      },
    ],
  },
  {
    fault: "saving fails",
    test: "e2e/faults.spec.ts: saving that fails keeps what was typed and says why; the next try saves it",
    changes: [
      {
        file: "components/settings/use-settings-form.ts",
        from: "    if (Object.keys(problems).length > 0) return;\n",
        to: "    if (Object.keys(problems).length > 0) return;\n    setDraft({});\n",
      },
    ],
  },
  {
    fault: "two tabs editing the same settings",
    test: "app/api/places.int.test.ts: settings are changed once per version, and the second gets the current ones",
    changes: [
      {
        file: "lib/settings/change-settings.ts",
        from: "  if (before.version !== version) throw await versionConflict(tx, tenantId, before, version);\n",
        to: "",
      },
      {
        file: "lib/settings/repo.ts",
        from: "where: { tenant_id: tenantId, version },",
        to: "where: { tenant_id: tenantId },",
      },
    ],
  },
];
