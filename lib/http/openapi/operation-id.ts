/** A name for code generators: `postDomainsByIdPause` for POST /api/domains/{id}/pause. */
export function operationId(method: string, path: string): string {
  const parts = path
    .replace(/^\/api\//, "/")
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? `By${capital(words(part.slice(1, -1)))}` : capital(words(part))));
  return method.toLowerCase() + parts.join("");
}

function words(text: string): string {
  return text.replace(/[^A-Za-z0-9]+(\w)?/g, (_all, next: string | undefined) => (next ?? "").toUpperCase());
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
