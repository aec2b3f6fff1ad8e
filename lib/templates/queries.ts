import { fetchAllPages } from "#lib/query/fetch-all-pages.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { CreateTemplateBody, ListedTemplate, TemplateView, UpdateTemplateBody } from "./contract.ts";
import type { PreviewAnswer } from "./contract-preview.ts";
import type { TemplateResults } from "./contract-results.ts";
import type { TestMessageAnswer, TestMessageBody } from "./contract-test-message.ts";

type Signal = { signal: AbortSignal };

const TEMPLATES = "/api/templates";

/** `archived` null: both kinds. */
export function templatesQuery(archived: boolean | null, cursor: string | null) {
  return {
    queryKey: ["templates", archived, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<{ items: ListedTemplate[]; next_cursor: string | null }>(
        withQuery(TEMPLATES, { archived, cursor, limit: 50 }),
        { signal },
      ),
  };
}

/** Every template, archived ones too, to name them by their ids. */
export const allTemplatesQuery = {
  queryKey: ["templates", "every"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<TemplateView>(TEMPLATES, signal, { results: false }),
};

export function templateQuery(id: string) {
  return {
    queryKey: ["template", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<TemplateView>(`${TEMPLATES}/${encodeURIComponent(id)}`, { signal }),
  };
}

/** What became of the messages in its words. */
export function templateResultsQuery(id: string) {
  return {
    queryKey: ["template", id, "results"] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<TemplateResults>(`${TEMPLATES}/${encodeURIComponent(id)}/results`, { signal }),
  };
}

/** The same key makes no second one. @throws ApiError 400 and 409 with the refused fields */
export function createTemplate(body: CreateTemplateBody, idempotencyKey: string): Promise<TemplateView> {
  return fetchJson(TEMPLATES, { method: "POST", body, idempotencyKey });
}

/** @throws ApiError 400 and 409 with the refused fields; 409 `version_conflict` with `current` */
export function updateTemplate(id: string, body: UpdateTemplateBody): Promise<TemplateView> {
  return fetchJson(`${TEMPLATES}/${id}`, { method: "PATCH", body });
}

/** @throws ApiError 409 while campaigns use it, with their names */
export function archiveTemplate({ id, version }: TemplateView): Promise<TemplateView> {
  return fetchJson(`${TEMPLATES}/${id}/archive`, { method: "POST", body: { version } });
}

/** `prospect_id` left out: somebody who is written to next. */
export type PreviewRequest = {
  subject: string;
  body: string;
  step: number;
  cycles: number[];
  prospect_id?: string;
  limit: number;
};

/** What a text becomes for real prospects. @throws ApiError 400 with what is wrong with the text */
export function previewQuery(request: PreviewRequest) {
  return {
    queryKey: ["template-preview", request] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PreviewAnswer>(`${TEMPLATES}/preview`, { method: "POST", body: request, signal }),
  };
}

/** Sends it to who is signed in; the same key sends no second one. @throws ApiError 404, 409, 429 */
export function sendTestMessage(body: TestMessageBody, idempotencyKey: string): Promise<TestMessageAnswer> {
  return fetchJson(`${TEMPLATES}/test-message`, { method: "POST", body, idempotencyKey });
}
