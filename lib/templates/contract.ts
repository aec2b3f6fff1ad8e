import { z } from "zod";
import { pageOf, pageQuery, queryFlag } from "#lib/http/paging.ts";
import { oneLine } from "#lib/shared/one-line.ts";
import { templateResults } from "./contract-results.ts";
import { mostSubject, mostText } from "./contract-text.ts";
import { templateProblem } from "./policy/template-problems.ts";

const checked = (text: string, context: z.RefinementCtx) => {
  const message = templateProblem(text);
  if (message !== null) context.addIssue({ code: "custom", message });
};

const line = (max: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, `must be at most ${max} characters`)
    .regex(...oneLine);

const fields = {
  name: line(100, "enter a name"),
  subject: line(mostSubject, "enter a subject").superRefine(checked),
  /** plain text without signature and footer, which every message gets */
  body: z
    .string()
    .trim()
    .min(1, "enter a text")
    .max(mostText, `must be at most ${mostText} characters`)
    .regex(/^[^\0]*$/, "must not hold a NUL")
    .superRefine(checked),
};

const version = z.int("must be the version that was read with it");

/** GET /api/templates, newest first; without `archived` both kinds; `results=false` leaves out what is slower to read */
export const templateListQuery = pageQuery.extend({ archived: queryFlag.optional(), results: queryFlag.optional() });

/** A campaign that is not archived and names the template in these steps. */
const templateUse = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(["draft", "active", "paused", "completed"]),
  steps: z.array(z.int()),
});
export type TemplateUse = z.infer<typeof templateUse>;

export const templateView = z.object({
  id: z.uuid(),
  name: z.string(),
  subject: z.string(),
  body: z.string(),
  archived_at: z.string().nullable(),
  /** where it is used, by the campaigns' names */
  campaigns: z.array(templateUse),
  version: z.int(),
  created_at: z.string(),
});
export type TemplateView = z.infer<typeof templateView>;

/** `results` null: not asked for. */
const listedTemplate = templateView.extend({ results: templateResults.nullable() });
export type ListedTemplate = z.infer<typeof listedTemplate>;
export const templatePage = pageOf(listedTemplate);

/** POST /api/templates */
export const createTemplateBody = z.strictObject(fields);
export type CreateTemplateBody = z.infer<typeof createTemplateBody>;

/** PATCH /api/templates/{id} */
export const updateTemplateBody = z.strictObject(fields).partial().extend({ version });
export type UpdateTemplateBody = z.infer<typeof updateTemplateBody>;

/** POST /api/templates/{id}/archive */
export const archiveTemplateBody = z.strictObject({ version });
