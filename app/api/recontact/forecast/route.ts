import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { forecastQuery, recontactForecast } from "#lib/recontact/contract.ts";
import { forecastRecontact } from "#lib/recontact/forecast-recontact.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "Forecast who comes back under other settings",
      answer: recontactForecast,
      role: "viewer",
      query: forecastQuery,
    },
    ({ ctx, tenantId, query }) => forecastRecontact(ctx, { tenantId, change: query }),
  ),
});
