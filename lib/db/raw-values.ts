import pg from "pg";

type Parser = (text: string) => unknown;

const { builtins } = pg.types;
const dateOf: Parser = (text) => new Date(text);
/** Without a zone, and so in UTC: like Prisma reads it. */
const utcDateOf: Parser = (text) => new Date(`${text.replace(" ", "T")}Z`);
const textsOf = pg.types.getTypeParser(1009 as number) as (text: string) => (string | null)[];
const listOf =
  (parser: Parser): Parser =>
  (text) =>
    textsOf(text).map((element) => (element === null ? null : parser(element)));

/**
 * Where we read a column otherwise than pg: as Prisma does, so that a raw statement and a model say the same. Numeric stays text, for
 * want of a column that is one and read raw.
 */
const parsers: Record<number, Parser> = {
  [builtins.INT8]: BigInt,
  1016: listOf(BigInt),
  [builtins.DATE]: dateOf,
  1182: listOf(dateOf),
  [builtins.TIMESTAMP]: utcDateOf,
  1115: listOf(utcDateOf),
};

export const rawTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/** A parameter as pg must get it: a moment in UTC whatever this process's zone is. */
export function rawParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(rawParameter) : value;
}
