import { createHash } from "node:crypto";

const style = `
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:#f6f7f9;color:#1d2026}
main{max-width:26rem;margin:1rem;padding:2rem;border-radius:.75rem;background:#fff;box-shadow:0 1px 3px #0002}
h1{margin:0 0 .75rem;font-size:1.25rem}
p{margin:0 0 1.25rem}
p:last-child{margin:0}
button{font:inherit;font-weight:600;padding:.625rem 1.25rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;cursor:pointer}
button:hover{background:#1e40af}
button:focus-visible{outline:3px solid #93b4ff;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#14161a;color:#e6e8ec}main{background:#1e2127}}
`;

/** Only this very style, and a form that posts to where it came from: nothing else can run or load. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

type Page = { status: number; title: string; body: string; headers?: Record<string, string> };

/** The page behind a link, with the button that acts. */
export function askPage(tenantName: string): Response {
  const name = escapeHtml(tenantName);
  return page({
    status: 200,
    title: "Unsubscribe",
    body: `<p>Stop all email from ${name} to your address?</p><form method="post"><button type="submit">Unsubscribe</button></form>`,
  });
}

export function donePage(tenantName: string): Response {
  return page({
    status: 200,
    title: "You are unsubscribed",
    body: `<p>${escapeHtml(tenantName)} will not write to your address again.</p>`,
  });
}

export function unknownLinkPage(): Response {
  return page({
    status: 404,
    title: "This link is not complete",
    body: "<p>Open the unsubscribe link from the message again, or copy it whole. You can also answer the message and say so.</p>",
  });
}

export function tryAgainPage(): Response {
  return page({
    status: 503,
    title: "Please try again in a moment",
    body: "<p>Your wish could not be stored just now. The link stays valid.</p>",
    headers: { "retry-after": "60" },
  });
}

function page({ status, title, body, headers }: Page): Response {
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
      ...headers,
    },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
