/** The line that separates a mail from what stands below it (RFC 3676 §4.3). */
const delimiter = "\n\n-- \n";

export type Footer = { company: string; address: string; unsubscribeUrl: string };

/** The body as stored in the ledger: text and signature, without the footer that is added at hand-over. */
export function withSignature(core: string, sender: { name: string; company: string }): string {
  return `${core}\n\n${sender.name}\n${sender.company}`;
}

/** The text without signature (its last paragraph) and footer: what is compared between cycles. */
export function coreOf(bodyText: string): string {
  const text = bodyText.split(delimiter)[0]?.trimEnd() ?? "";
  const end = text.lastIndexOf("\n\n");
  return end > 0 ? text.slice(0, end) : text;
}

/** The plain-text part: stored body, postal address, unsubscribe link. */
export function textPart(bodyText: string, footer: Footer): string {
  return `${bodyText}${delimiter}${footer.company}\n${footer.address}\nUnsubscribe: ${footer.unsubscribeUrl}\n`;
}

/** The HTML part of the same message. `bodyHtml` is the stored one. */
export function htmlPart(bodyHtml: string, footer: Footer): string {
  const small = "margin:24px 0 0;font-size:12px;line-height:1.5;color:#5f6368";
  const address = `${escapeHtml(footer.company)}<br>${escapeHtml(footer.address).replaceAll("\n", "<br>")}`;
  const link = `<a href="${escapeHtml(footer.unsubscribeUrl)}" style="color:#5f6368">Unsubscribe</a>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head>',
    '<body style="font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5;color:#202124">',
    bodyHtml,
    `<p style="${small}">${address}<br>${link}</p>`,
    "</body></html>",
  ].join("\n");
}

/** Paragraphs of a plain text as HTML; http(s) addresses become links, all else is escaped. */
export function textToHtml(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${linked(paragraph).replaceAll("\n", "<br>")}</p>`).join("\n");
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join("");
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
