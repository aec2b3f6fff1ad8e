import pg from "pg";
import { connectionParts } from "./schema-engine.ts";

/** Month partitions come and go; their parts of indexes and constraints follow the parent's. */
const notPartition = "c.oid NOT IN (SELECT inhrelid FROM pg_inherits)";

const queries = {
  indexes: `SELECT pg_get_indexdef(i.indexrelid) AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND ${notPartition} AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)`,
  storage: `SELECT c.relname || ': ' || array_to_string(c.reloptions, ', ') AS line FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND ${notPartition} AND c.relkind = 'r' AND c.reloptions IS NOT NULL`,
  checks: `SELECT c.relname || ': ' || pg_get_constraintdef(k.oid) AS line FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND ${notPartition} AND k.contype = 'c'`,
  triggers: `SELECT pg_get_triggerdef(t.oid) AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND ${notPartition} AND NOT t.tgisinternal`,
  policies: `SELECT tablename || ': ' || policyname || ' to ' || roles::text || ' using ' || COALESCE(qual, '') || ' check ' || COALESCE(with_check, '') AS line
    FROM pg_policies WHERE schemaname = 'public'`,
  grants: `SELECT grantee || ' on ' || table_name || ': ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) AS line
    FROM information_schema.role_table_grants WHERE table_schema = 'public' AND grantee IN ('outreach_app', 'outreach_system') GROUP BY grantee, table_name`,
  functions: `SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' || CASE WHEN p.prosecdef THEN ' security definer' ELSE '' END AS line
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`,
};

/** What the schema engine does not see of a database (partial indexes, storage, checks, triggers, policies, grants), as sorted lines. */
export async function describeCatalog(url: string): Promise<string> {
  const client = new pg.Client(connectionParts(url));
  await client.connect();
  try {
    const sections: string[] = [];
    for (const [name, sql] of Object.entries(queries)) {
      const { rows } = await client.query<{ line: string }>(sql);
      const lines = rows.map((row) => row.line.replace(/\s+/g, " ")).sort();
      sections.push(`# ${name}\n${lines.join("\n")}`);
    }
    return `${sections.join("\n\n")}\n`;
  } finally {
    await client.end();
  }
}
