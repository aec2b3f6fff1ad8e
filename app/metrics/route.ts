import { context } from "#app/api/route-kit.ts";
import { env } from "#lib/env.ts";
import { methods } from "#lib/http/methods.ts";
import { answerScrape } from "#lib/metrics/answer-scrape.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: (request) => answerScrape(context(), request, env().METRICS_TOKEN),
});
