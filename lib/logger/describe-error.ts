/** What of an error goes into the log. */
type ToldError = { type: string; message: string; stack: string; code?: string; cause?: ToldError };

const maxCauses = 4;
/** Postgres repeats the row that broke a rule, and the key that was there already: bodies of mail, addresses, hashes. */
const rowsOfPostgres: [RegExp, string][] = [
  [/(Failing row contains )\([\s\S]*\)/g, "$1(…)"],
  [/(Key \([^)]*\))=\([\s\S]*?\)( already exists| is not present| conflicts)/g, "$1=(…)$2"],
];
/** Prisma repeats the whole call with its values, and says what was wrong with it in the last line. */
const prismaCall = /^\s*Invalid `[^`]*` invocation[\s\S]*\n([^\n]+)\s*$/;

/**
 * An error as the log keeps it: kind, message, where it arose, code and causes. What libraries hang on errors besides (rows, queries,
 * parameters, requests) is left out, for it holds what people wrote.
 */
export function describeError(error: unknown): ToldError | unknown {
  return error instanceof Error ? told(error, 0) : error;
}

function told(error: Error, depth: number): ToldError {
  const type = error.name || error.constructor.name;
  const message = withoutData(error.message);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const { code } = error as { code?: unknown };
  return {
    type,
    message,
    stack: [`${type}: ${message}`, ...frames].join("\n"),
    ...(typeof code === "string" || typeof code === "number" ? { code: String(code) } : {}),
    ...(error.cause instanceof Error && depth < maxCauses ? { cause: told(error.cause, depth + 1) } : {}),
  };
}

function withoutData(message: string): string {
  const short = prismaCall.exec(message)?.[1] ?? message;
  return withoutRows(short);
}

/** A text without the rows that Postgres repeats in it. */
export function withoutRows(text: string): string {
  return rowsOfPostgres.reduce((rest, [pattern, kept]) => rest.replace(pattern, kept), text);
}
