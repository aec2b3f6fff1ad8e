import { storableText } from "#lib/shared/storable-text.ts";
import { type ColumnChoice, type ColumnTarget, type ImportField, importFieldLabels } from "../types.ts";

/** Other names under which exports of common tools carry a field; compared without case, spaces and punctuation. */
const aliases: Record<ImportField, string[]> = {
  email: ["email", "emailaddress", "mail", "contactemail", "workemail", "businessemail"],
  name: ["name", "fullname", "contact", "contactname", "owner", "ownername"],
  first_name: ["firstname", "first", "givenname", "forename"],
  last_name: ["lastname", "last", "surname", "familyname"],
  company: ["company", "companyname", "business", "businessname", "organization", "organisation"],
  phone: ["phone", "phonenumber", "telephone", "mobile", "tel"],
  trade_type: ["tradetype", "trade", "industry", "category"],
  website: ["website", "url", "web", "domain", "companywebsite"],
  city: ["city", "town", "locality"],
  state_code: ["statecode", "state", "region", "province"],
  zip: ["zip", "zipcode", "postalcode", "postcode"],
  google_rating: ["googlerating", "rating", "stars"],
  review_count: ["reviewcount", "reviews", "numberofreviews", "googlereviews"],
  source_place_id: ["sourceplaceid", "placeid", "googleplaceid"],
  email_source: ["emailsource"],
  consent_basis: ["consentbasis", "consent", "legalbasis"],
  priority: ["priority"],
  notes: ["notes", "note", "comment", "comments"],
};

const fieldByAlias = new Map(
  Object.entries(aliases).flatMap(([field, names]) => names.map((name) => [name, field as ImportField] as const)),
);

/** Each becomes a field of every prospect: no list that people work with has as many. Columns without a title do not count. */
const mostColumns = 500;

export type ColumnMapping =
  | { ok: true; targets: ColumnTarget[] }
  | {
      ok: false;
      problem: "no_header" | "too_many_columns" | "column_count" | "no_email_column" | "repeated_column";
      detail: string;
    };

/** What a report has before the columns of the file. */
export const reportTitles = ["row", "result", "meaning"] as const;

/**
 * What each column seems to be by its title: a field that is known under it, else a custom field. A report that is mended and imported
 * again brings its own first columns, which are nobody's fields.
 */
export function suggestColumns(header: readonly string[]): ColumnChoice[] {
  const isReport = reportTitles.every((title, index) => header[index] === title);
  return header.map((title, index) => (isReport && index < reportTitles.length ? "ignore" : choiceOf(title)));
}

function choiceOf(title: string): ColumnChoice {
  return fieldByAlias.get(title.toLowerCase().replace(/[^a-z0-9]/g, "")) ?? "custom";
}

/**
 * Decides where each column of a file goes: where a person said, else where its title says. Custom fields are each its own; a file
 * without an address column, or with two for the same field, is refused as a whole because guessing would write to the wrong people.
 */
export function mapColumns(
  header: readonly string[],
  choices: readonly ColumnChoice[] = suggestColumns(header),
): ColumnMapping {
  if (header.every((title) => title.trim() === "")) {
    return {
      ok: false,
      problem: "no_header",
      detail: "The first row must name the columns, for example: email,name,company,city,state,zip.",
    };
  }
  const named = header.filter((title) => title.trim() !== "").length;
  if (named > mostColumns) {
    const detail = `The file has ${named} columns, and at most ${mostColumns} are taken: leave out those that nobody needs.`;
    return { ok: false, problem: "too_many_columns", detail };
  }
  if (choices.length !== header.length) {
    const detail = `Name what each column is: the file has ${header.length}, and ${choices.length} were named.`;
    return { ok: false, problem: "column_count", detail };
  }
  const targets = targetsOf(header, choices);
  const fields = targets.flatMap((target) => (target.kind === "field" ? [target.field] : []));
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index);
  if (repeated) {
    const titles = header.filter((_, index) => isField(targets[index], repeated));
    return {
      ok: false,
      problem: "repeated_column",
      detail: `The columns ${titles.map(quote).join(" and ")} all mean ${importFieldLabels[repeated]}: keep one of them.`,
    };
  }
  if (!fields.includes("email")) {
    return {
      ok: false,
      problem: "no_email_column",
      detail: `There is no column for the address: match one to ${importFieldLabels.email}, or name one "email" in the file. Found: ${header.slice(0, 20).map(quote).join(", ")}.`,
    };
  }
  return { ok: true, targets };
}

function targetsOf(header: readonly string[], choices: readonly ColumnChoice[]): ColumnTarget[] {
  const taken = new Set<string>();
  return header.map((text, index): ColumnTarget => {
    const choice = choices[index] ?? "ignore";
    const title = storableText(text.trim(), longestTitle);
    const titled = title === "" ? {} : { title };
    if (choice === "ignore") return { kind: "ignored", name: customName(text, index), ...titled };
    if (choice !== "custom") return { kind: "field", field: choice, ...titled };
    let name = customName(text, index);
    while (taken.has(name)) name += `_${index + 1}`;
    taken.add(name);
    return { kind: "custom", name, ...titled };
  });
}

/** Of a title as it is kept for the report and for what is wrong with a row. */
const longestTitle = 200;

function isField(target: ColumnTarget | undefined, field: ImportField): boolean {
  return target?.kind === "field" && target.field === field;
}

function customName(title: string, index: number): string {
  const name = title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60)
    .toWellFormed();
  return name === "" ? `column_${index + 1}` : name;
}

function quote(title: string): string {
  return `"${title.trim().slice(0, 60)}"`;
}
