/**
 * Statements of a migration that old code, still running while it is applied, might not survive, or that would hold up its
 * writers: whatever is not known to add only (docs/operations.md, "Upgrade").
 * @param sql text of a migration.sql
 */
export function riskyStatements(sql: string): string[] {
  const statements = statementsOf(sql);
  const made = new Set(
    statements.flatMap((statement) => /^CREATE TABLE (?:IF NOT EXISTS )?(\S+)/i.exec(statement)?.[1] ?? []),
  );
  return statements.filter((statement) => !isAdditive(statement, made));
}

/** Statements on one line each, without comments; bodies of functions are left out: they hold no locks now. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/\$\$[\s\S]*?\$\$/g, "$$$$")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/--.*$/gm, "")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

const HARMLESS = [
  /^CREATE TABLE /i,
  /^CREATE (UNIQUE )?INDEX CONCURRENTLY /i,
  /^CREATE EXTENSION IF NOT EXISTS /i,
  /^CREATE OR REPLACE FUNCTION /i,
  /^GRANT /i,
  /^REVOKE EXECUTE ON FUNCTION .* FROM PUBLIC$/i,
  /^SELECT protect_tenant_table\(/i,
  /^COMMENT ON /i,
  // an index that an attempt which was cut off has left behind; it is made again after it
  /^DROP INDEX CONCURRENTLY IF EXISTS /i,
];

function isAdditive(statement: string, made: ReadonlySet<string>): boolean {
  const table = /^ALTER TABLE (?:ONLY )?(\S+) /i.exec(statement)?.[1] ?? / ON (\S+?) ?\(/i.exec(statement)?.[1] ?? "";
  if (made.has(table)) return true;
  if (HARMLESS.some((pattern) => pattern.test(statement))) return true;
  const change = /^ALTER TABLE \S+ (.*)$/i.exec(statement)?.[1];
  return change !== undefined && splitActions(change).every(isAdditiveAction);
}

/** Actions of an ALTER TABLE: commas inside of parentheses separate nothing. */
function splitActions(change: string): string[] {
  let depth = 0;
  let actions = [""];
  for (const sign of change) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === "," && depth === 0) actions = [...actions, ""];
    else actions[actions.length - 1] += sign;
  }
  return actions.map((action) => action.trim());
}

function isAdditiveAction(action: string): boolean {
  if (/^VALIDATE CONSTRAINT /i.test(action)) return true;
  // parameters of storage are for rows to come and hold up no writer
  if (/^SET \((fillfactor|toast_tuple_target) = \d+\)$/i.test(action)) return true;
  // a constraint that an attempt which was cut off has left behind; the same statement makes it again
  if (/^DROP CONSTRAINT IF EXISTS /i.test(action)) return true;
  if (/^ADD CONSTRAINT .* NOT VALID$/i.test(action)) return true;
  if (!/^ADD COLUMN /i.test(action)) return false;
  const isRewrite =
    /\b(GENERATED|SERIAL|REFERENCES|UNIQUE|PRIMARY)\b/i.test(action) || /DEFAULT .*(random|uuid|clock)/i.test(action);
  return !isRewrite && (!/NOT NULL/i.test(action) || /DEFAULT/i.test(action));
}
