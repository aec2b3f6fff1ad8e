/** True when an error is a broken unique key, said by Prisma (P2002) or by Postgres (23505). */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code } = error as { code?: unknown };
  return code === "P2002" || code === "23505";
}
