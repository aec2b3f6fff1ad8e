import sanitizeHtml from "sanitize-html";

const plainValue = /^[^()\\;]*$/;
/** What a mail's look needs; no value may call anything, so none can name an address to load. */
const styles = [
  "color",
  "background-color",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "line-height",
  "margin",
  "margin-bottom",
  "margin-left",
  "margin-right",
  "margin-top",
  "padding",
  "text-align",
  "text-decoration",
];

const tags = [
  ..."a b blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup".split(
    " ",
  ),
  ..."table tbody td tfoot th thead tr u ul".split(" "),
];

/**
 * An HTML mail made harmless: no scripts, forms, frames or styles of a whole page, nothing that is loaded from elsewhere. Pictures become
 * their alternative text, links become text that tells its address: a frame that goes nowhere shows them.
 */
export function cleanHtml(html: string): { html: string; imagesLeftOut: number } {
  let imagesLeftOut = 0;
  const cleaned = sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: { "*": ["style"], span: ["style", "title"], td: ["style", "colspan", "rowspan"] },
    allowedStyles: { "*": Object.fromEntries(styles.map((name) => [name, [plainValue]])) },
    disallowedTagsMode: "discard",
    transformTags: {
      a: (_tag, { href }) => ({
        tagName: "span",
        attribs: { style: "text-decoration:underline", ...(href ? { title: href } : {}) },
      }),
      img: (_tag, { alt }) => {
        imagesLeftOut += 1;
        return { tagName: "span", attribs: {}, text: alt ? `[${alt}]` : "" };
      },
    },
  });
  return { html: cleaned, imagesLeftOut };
}
