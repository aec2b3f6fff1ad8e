/** Parts that surely fit a column; a longer one may break anywhere. */
const SHORT = 18;

/** A long name, such as an address, that breaks before "@" and "." alone. */
export function Breakable({ text }: { text: string }) {
  return (
    <span className="min-w-0 break-words">
      {text.split(/(?=[@.])/).map((part, index) => (
        <span key={index}>
          {index > 0 ? <wbr /> : null}
          <span className={part.length <= SHORT ? "whitespace-nowrap" : undefined}>{part}</span>
        </span>
      ))}
    </span>
  );
}
