import { z } from "zod";
import { oneLine } from "#lib/shared/one-line.ts";
import { stateCodeOf } from "#lib/shared/us-states.ts";
import { zipPattern } from "#lib/shared/us-zip.ts";
import { peoplesStatuses } from "./types.ts";

/** One line of text without control characters: it may stand in a header or an export. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty: use null to clear it")
    .max(max, `must be at most ${max} characters`)
    .regex(...oneLine);

const mostCustomFields = 100;
/** As an import names them. */
const customName = /^[\p{L}\p{N}][\p{L}\p{N}_]{0,59}$/u;

const reason = (asking: string) => z.string().trim().min(1, asking).max(500, "must be at most 500 characters");

const fields = {
  name: line(500).nullable(),
  company: line(500).nullable(),
  /** another address is verified anew, and returns who had none; null ends the mail to this prospect until there is one */
  email: line(254)
    .nullable()
    .meta({ examples: ["ann@customer.example.com"] }),
  phone: line(100).nullable(),
  trade_type: line(100).toLowerCase().nullable(),
  website: line(500).nullable(),
  city: line(200).nullable(),
  state_code: z
    .string()
    .refine((text) => stateCodeOf(text) !== null, "must be a US state, such as TX")
    .transform((text) => stateCodeOf(text))
    .nullable(),
  zip: z.string().trim().regex(zipPattern, "must be a US ZIP, such as 62701 or 62701-1234").nullable(),
  google_rating: z.number().min(0, "must be from 0 to 5").max(5, "must be from 0 to 5").multipleOf(0.1).nullable(),
  review_count: z.int("must be a whole number").min(0).max(10_000_000).nullable(),
  consent_basis: line(200).nullable(),
  priority: z.int("must be a whole number from -100 to 100").min(-100).max(100),
  /** a member of the tenant */
  owner_id: z.uuid("must be the id of a member").nullable(),
  notes: z
    .string()
    .trim()
    .max(5_000, "must be at most 5000 characters")
    .regex(/^[^\0]*$/, "must not hold a NUL")
    .nullable(),
  /** only the fields that are named change; null takes one away */
  custom: z
    .record(z.string(), line(2_000).nullable())
    .refine((custom) => Object.keys(custom).length <= mostCustomFields, `must name at most ${mostCustomFields} fields`)
    .refine(
      (custom) => Object.keys(custom).every((name) => customName.test(name)),
      "names must be letters, digits and underscores, at most 60",
    ),
};

/** As it was told: whatever is stored can come back. */
const told = z.union([z.string(), z.number(), z.null()]);
type Told = { [name in Exclude<keyof typeof fields, "custom">]: typeof told };
const { custom: _custom, ...plain } = fields;
const toldFields = Object.fromEntries(Object.keys(plain).map((name) => [name, told])) as Told;

/** PATCH /api/prospects/{id}: the fields to change. A status of people's takes the prospect out of the sequence. */
export const prospectPatch = z
  .strictObject({
    ...fields,
    status: z.enum(peoplesStatuses, `must be one of ${peoplesStatuses.join(", ")}`),
    /** what fields were when they were read: one that somebody has changed since is a conflict, and nothing is saved */
    base: z.strictObject({ ...toldFields, custom: z.record(z.string(), z.string().nullable()) }).partial(),
  })
  .partial();
export type ProspectPatch = z.infer<typeof prospectPatch>;
export type ProspectFields = Omit<ProspectPatch, "status" | "base">;
export type ProspectBase = NonNullable<ProspectPatch["base"]>;

/** POST /api/prospects/{id}/return */
export const returnBody = z.strictObject({ reason: reason("say why this prospect is written to again") });

/** POST /api/prospects/{id}/replied: a reply that came another way. */
export const repliedBody = z.strictObject({
  outcome: z.enum(["interested", "lost", "unchanged"], "must be interested, lost or unchanged").default("unchanged"),
  reason: reason("must not be empty").optional(),
});
export type ReplyOutcome = z.infer<typeof repliedBody>["outcome"];

/** POST /api/prospects/{id}/stop and …/suppress; no body at all is fine. */
export const stopBody = z.strictObject({ reason: reason("must not be empty").optional() });
