type FieldErrorProps = { id?: string; message: string };

/** What is wrong with a field. The API's words, such as "must be a date", become a sentence. */
export function FieldError({ id, message }: FieldErrorProps) {
  const end = /[.!?]$/.test(message) ? "" : ".";
  return (
    <p id={id} className="text-bad">
      {`${message.charAt(0).toUpperCase()}${message.slice(1)}${end}`}
    </p>
  );
}
