import type { Defence } from "./defence.ts";

/** Security. */

const anyAddress: Defence["changes"] = [
  {
    file: "lib/http/safe-fetch.ts",
    from: 'if (refusal !== null) throw new SafeFetchError("refused", `The address ${refusal}.`);',
    to: "",
  },
  {
    file: "lib/http/safe-fetch.ts",
    from: 'if (refusal !== null) throw new SafeFetchError("refused", `The host resolves to an address that ${refusal}.`);',
    to: "",
  },
];

export const securityDefences: Defence[] = [
  {
    fault: "tenant A's id in tenant B's request",
    test: "app/api/access-matrix.int.test.ts: knows nothing of ids of another tenant, of nobody and of no kind",
    changes: [
      {
        file: "lib/db/client.ts",
        from: "set_config('role', 'outreach_app', true)",
        to: "set_config('role', 'outreach_system', true)",
      },
    ],
  },
  {
    fault: "tenant A's id in tenant B's request",
    test: "app/api/foreign-ids.int.test.ts: $name: another tenant's row is as good as none",
    changes: [
      {
        file: "lib/prospects/change-prospect.ts",
        from: "if (!(await isMember(tx, tenantId, ownerId)))",
        to: "if (!(await isMember(tx, tenantId, ownerId)) && !tenantId)",
      },
    ],
  },
  {
    fault: "tenant A's id in tenant B's request",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: lets ids of another tenant match nothing",
    changes: [
      {
        file: "lib/db/client.ts",
        from: "set_config('role', 'outreach_app', true)",
        to: "set_config('role', 'outreach_system', true)",
      },
      {
        file: "lib/webhooks/repo-ledger.ts",
        from: "WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.direction = 'outbound' AND m.id = ANY",
        to: "WHERE m.direction = 'outbound' AND m.id = ANY",
      },
    ],
  },
  {
    fault: "CSV cells that begin with =, +, −, @, tab or CR",
    test: "lib/prospects/report-import.int.test.ts: holds no cell that a spreadsheet takes for a formula, and numbers stay numbers",
    changes: [{ file: "lib/format/csv-cell.ts", from: "? `'${value}` : value;", to: "? value : value;" }],
  },
  {
    fault: "CSV cells that begin with =, +, −, @, tab or CR",
    test: "lib/format/csv-cell.test.ts: makes %j safe",
    changes: [{ file: "lib/format/csv-cell.ts", from: "/^[=+\\-@＝＋－＠\\t\\r\\n]/", to: "/^[=+@]/" }],
  },
  {
    fault: "a million rows",
    test: "lib/csv/read-csv.test.ts: keeps memory flat over a million rows",
    changes: [
      {
        file: "lib/csv/read-csv.ts",
        from: "for await (const part of text) yield* given(read(part, false));",
        to: "const all: string[] = [];\n    for await (const part of text) all.push(part);\n    for (const part of all) yield* given(read(part, false));",
      },
    ],
  },
  {
    fault: "script in an email",
    test: "lib/generation/policy/body-layout.test.ts: lets no text become markup",
    changes: [{ file: "lib/generation/policy/body-layout.ts", from: '.replaceAll("<", "&lt;")', to: "" }],
  },
  {
    fault: "script in an email",
    test: "lib/sending/clean-html.test.ts: %s loads and runs nothing",
    changes: [{ file: "lib/sending/clean-html.ts", from: "    allowedTags: tags,\n", to: "    allowedTags: false,\n" }],
  },
  {
    fault: "server-side request to 169.254.169.254, ::1, or redirected to a private address",
    test: "lib/http/safe-fetch.test.ts: https://169.254.169.254/latest/meta-data/",
    changes: anyAddress,
  },
  {
    fault: "server-side request to 169.254.169.254, ::1, or redirected to a private address",
    test: "lib/http/safe-fetch.test.ts: https://[::1]/",
    changes: anyAddress,
  },
  {
    fault: "server-side request to 169.254.169.254, ::1, or redirected to a private address",
    test: "lib/http/safe-fetch.test.ts: follows no redirect, not even to a place that might be called",
    changes: [
      {
        file: "lib/http/safe-fetch.ts",
        from: "readAnswer(incoming, request.maxBodyBytes ?? defaultMaxBodyBytes).then(resolve, reject);",
        to: "const to = incoming.headers.location;\n      if (to) exchange(new URL(to, url), request, addresses, signal).then(resolve, reject);\n      else readAnswer(incoming, request.maxBodyBytes ?? defaultMaxBodyBytes).then(resolve, reject);",
      },
    ],
  },
  {
    fault: "login brute force",
    test: "lib/auth/sign-in.int.test.ts: end after ten for five minutes, for the right password too, whatever address they claim to come from",
    changes: [
      { file: "lib/auth/sign-in.ts", from: "  await countAccountTry(service.db, email, ctx.now());\n", to: "" },
    ],
  },
  {
    fault: "login brute force",
    test: "lib/auth/sign-in.int.test.ts: are all counted when they come at once",
    changes: [
      {
        file: "lib/auth/count-tries.ts",
        from: "if (tries <= limit.max) return;",
        to: "if (tries <= limit.max + 5) return;",
      },
    ],
  },
  {
    fault: "role lowered mid-session",
    test: "lib/auth/access.int.test.ts: see a lowered role and a lost membership with the next request",
    changes: [
      {
        file: "lib/auth/read-session.ts",
        from: "    role: knownRole(row.role),\n  }));",
        to: '    role: "owner" as const,\n  }));',
      },
    ],
  },
];
