import { readRow } from "#lib/prospects/policy/classify-rows.ts";
import { mapColumns } from "#lib/prospects/policy/map-columns.ts";
import type { ColumnTarget, ImportMode, ImportResult } from "#lib/prospects/types.ts";
import { dayText, localTimeOf } from "#lib/shared/zone-clock.ts";
import { keptDays } from "#lib/upkeep/thresholds.ts";
import { createRandom, datedUuid, type Random } from "../random.ts";
import { dayMs, tenantZone } from "./calendar.ts";
import { importEnd, onWeekday } from "./imports.ts";
import type { DemoJourney } from "./journey.ts";
import type { DemoPerson } from "./people.ts";
import { suppressedDomains, type TeamMember } from "./team.ts";

const titles = [
  ...["name", "company", "email", "phone", "trade", "website", "city", "state", "zip", "rating", "reviews", "place id"],
  "years_in_business",
] as const;

type Row = { cells: string[]; result: ImportResult; detail: string | null; prospectId: string | null };

export type DemoImport = {
  id: string;
  at: number;
  filename: string;
  by: TeamMember;
  mode: ImportMode;
  rows: Row[];
  /** of an upload that failed; nothing of it was stored */
  error: string | null;
};

/**
 * The imports that brought the prospects, oldest first, with what else stood in their files; one that filled what was missing of those
 * that were there, and one whose upload broke off.
 */
export function createImports(
  journeys: readonly DemoJourney[],
  times: readonly number[],
  team: readonly TeamMember[],
  seed: string,
): DemoImport[] {
  const random = createRandom(`${seed}/imports`);
  const columns = columnsOf();
  const byTime = Map.groupBy(journeys, (journey) => journey.importedAt);
  const operators = team.filter(({ role }) => role === "operator");
  const added = times.flatMap((at, index): DemoImport[] => {
    const people = byTime.get(at) ?? [];
    const by = operators[index % operators.length];
    if (people.length === 0 || !by) return [];
    const earlier = byTime.get(times[index - 3] ?? 0) ?? [];
    const day = dayText(localTimeOf(tenantZone, at).day);
    return [
      {
        id: datedUuid(at, random.uuid()),
        at,
        filename: `contractors-${day}${["", "-late", "-new"][Math.max(0, index + 3 - times.length)]}.csv`,
        by,
        mode: "insert",
        rows: [...people.map(addedRow), ...refusedRows(random, people, earlier, columns)],
        error: null,
      },
    ];
  });
  const latest = added.at(-2);
  const others = [...ratingsImport(random, byTime, added, columns), ...(latest ? [brokenUpload(random, latest)] : [])];
  return [...added, ...others].sort((a, b) => a.at - b.at);
}

/** Whose rows upkeep has taken away already: what their file did not say is not known any more. */
const ratedDaysAgo = { from: 260, to: 190 };
const ratingsDaysAgo = 16;

/** Ratings of those who came without, in a file that only fills what is empty. */
function ratingsImport(
  random: Random,
  byTime: ReadonlyMap<number, readonly DemoJourney[]>,
  imports: readonly DemoImport[],
  columns: readonly ColumnTarget[],
): DemoImport[] {
  const latest = imports.at(-1);
  const now = latest?.at ?? 0;
  const old = [...byTime].filter(([at]) => at > now - ratedDaysAgo.from * dayMs && at < now - ratedDaysAgo.to * dayMs);
  const people = old.flatMap(([, journeys]) => journeys).filter(({ person }) => person.email && !person.placeId);
  const [first] = people;
  if (!first || !latest) return [];
  const at = onWeekday(now - ratingsDaysAgo * dayMs) - random.between(0, 90) * 1_000;
  const rows = people.map(({ person }): Row => {
    const result = person.rating === null ? "already_present" : "updated";
    return { cells: cellsOf(person), result, detail: null, prospectId: person.id };
  });
  const short = unreadable(cellsOf(first.person).slice(0, -2), columns);
  const filename = `ratings-${dayText(localTimeOf(tenantZone, at).day)}.csv`;
  const id = datedUuid(at, random.uuid());
  return [{ id, at, filename, by: latest.by, mode: "update", rows: [...rows, short], error: null }];
}

/** The first try at an import, as the upload leaves it. */
function brokenUpload(random: Random, retried: DemoImport): DemoImport {
  const at = retried.at - 4 * 60_000;
  return { ...retried, id: datedUuid(at, random.uuid()), at, rows: [], error: "The upload broke off." };
}

function columnsOf(): ColumnTarget[] {
  const mapping = mapColumns(titles, undefined);
  if (!mapping.ok) throw new Error(mapping.detail);
  return mapping.targets;
}

function cellsOf(person: DemoPerson): string[] {
  const { name, company, email, phone, trade, website, city, stateCode, zip, rating, reviews, placeId, custom } =
    person;
  const years = custom.years_in_business ?? "";
  const texts = [name, company, email ?? "", phone, trade, website, city, stateCode, zip];
  return [...texts, String(rating ?? ""), String(reviews ?? ""), placeId ?? "", years];
}

function addedRow({ person }: DemoJourney): Row {
  const result =
    person.email === null ? "added_without_address" : person.isDuplicate ? "added_duplicate_address" : "added";
  return { cells: cellsOf(person), result, detail: null, prospectId: person.id };
}

/** What every real list holds besides: people who are there already, the same one twice, typing errors, and who must not be written to. */
function refusedRows(
  random: Random,
  people: readonly DemoJourney[],
  earlier: readonly DemoJourney[],
  columns: readonly ColumnTarget[],
): Row[] {
  const plain = (journeys: readonly DemoJourney[]) => journeys.filter(({ person }) => person.email && !person.placeId);
  const known = plain(earlier).slice(0, random.between(1, 6));
  const twice = plain(people).slice(0, random.between(0, 2));
  const [first] = plain(people);
  if (!first) return [];
  const cells = cellsOf(first.person);
  const changed = (column: (typeof titles)[number], text: string) => cells.with(titles.indexOf(column), text);
  const wrong = [changed("email", "front desk"), changed("rating", "five stars"), cells.slice(0, -2)];
  const unwanted = random.chance(0.3) ? [changed("email", `office@${random.pick(suppressedDomains)}`)] : [];
  const refuse = (row: string[], result: ImportResult, prospectId: string | null): Row => ({
    cells: row,
    result,
    detail: null,
    prospectId,
  });
  return [
    ...known.map(({ person }) => refuse(cellsOf(person), "already_present", person.id)),
    ...twice.map(({ person }) => refuse(cellsOf(person), "duplicate_in_file", null)),
    ...unwanted.map((row) => refuse(row, "suppressed", null)),
    ...wrong.slice(0, random.between(0, wrong.length)).map((row) => unreadable(row, columns)),
  ];
}

/** As the import itself finds it. */
function unreadable(cells: string[], columns: readonly ColumnTarget[]): Row {
  const read = readRow(0, cells, columns);
  if (read.kind !== "refused") throw new Error(`a row that should be refused is read: ${cells.join(", ")}`);
  return { cells, result: read.result, detail: read.detail, prospectId: null };
}

export function importRow(tenantId: string, { id, at, filename, by, mode, rows, error }: DemoImport) {
  const counts = Object.fromEntries(
    [...Map.groupBy(rows, (row) => row.result)].map(([key, list]) => [key, list.length]),
  );
  return {
    id,
    tenant_id: tenantId,
    filename,
    mode,
    status: error === null ? "done" : "failed",
    columns: columnsOf(),
    total_rows: rows.length,
    done_rows: rows.length,
    counts,
    error,
    created_by: by.email,
    created_at: new Date(at).toISOString(),
    finished_at: new Date(importEnd(at, rows.length)).toISOString(),
  };
}

/** The rows of an import's report: of those that are not so old that upkeep has taken them away. */
export function reportRows(tenantId: string, { id, at, rows }: DemoImport, now: number) {
  if (importEnd(at, rows.length) < now - keptDays.importRows * dayMs) return [];
  return rows.map(({ cells, result, detail, prospectId }, index) => ({
    tenant_id: tenantId,
    import_id: id,
    row_number: index + 2,
    data: cells,
    result,
    detail,
    prospect_id: prospectId,
  }));
}
