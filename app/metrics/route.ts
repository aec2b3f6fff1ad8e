import { context } from "#app/api/route-kit.ts";
import { env } from "#lib/env.ts";
import { methods } from "#lib/http/methods.ts";
import { openRoute } from "#lib/http/operation.ts";
import { answerScrape } from "#lib/metrics/answer-scrape.ts";

const told = {
  access: "token",
  summary: "Metrics for Prometheus; 404 where no METRICS_TOKEN is set",
  answer: { mediaType: "text/plain" },
  problems: ["unauthenticated", "not_found"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: openRoute(told, async (request) => answerScrape(context(), request, env().METRICS_TOKEN)),
});
