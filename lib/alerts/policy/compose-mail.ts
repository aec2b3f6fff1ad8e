import type { NoticePayload } from "./notice.ts";

export type AlertMailText = { subject: string; text: string; html: string };

const words: Record<NoticePayload["type"], string> = {
  "alert.opened": "Began",
  "alert.escalated": "Got worse",
  "alert.closed": "Over",
  "alert.test": "Test",
};

/** One mail for everything that one person is to hear now: what began or got worse first, then what is over. */
export function composeMail(notices: readonly NoticePayload[], appUrl: string): AlertMailText {
  const isNews = (notice: NoticePayload) => notice.type !== "alert.closed";
  const ordered = [...notices.filter(isNews), ...notices.filter((notice) => !isNews(notice))];
  const [first] = ordered;
  const others = ordered.length - 1;
  const headline = first ? `[${isNews(first) ? first.data.severity : "over"}] ${first.data.title}` : "Alerts";
  const footer = `All alerts: ${appUrl}/alerts`;
  return {
    subject: `${headline}${others > 0 ? `, and ${others} more` : ""}`,
    text: `${ordered.map(toText).join("\n\n")}\n\n${footer}\n`,
    html: `${ordered.map(toHtml).join("")}<p><a href="${escapeHtml(appUrl)}/alerts">All alerts</a></p>`,
  };
}

function toText({ type, timestamp, data }: NoticePayload): string {
  const isOver = type === "alert.closed";
  const lines = [`${words[type]} (${data.severity}): ${data.title}`, data.detail];
  return [...lines, ...(isOver ? [`Over since ${timestamp}.`] : [data.todo, data.place_url])].join("\n");
}

function toHtml(notice: NoticePayload): string {
  const [title = "", ...rest] = toText(notice).split("\n");
  const url = notice.data.place_url;
  const lines = rest.map((line) =>
    line === url ? `<a href="${escapeHtml(url)}">Open in the console</a>` : escapeHtml(line),
  );
  return `<p><strong>${escapeHtml(title)}</strong><br>${lines.join("<br>")}</p>`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
