import { Banner } from "#components/ui/banner.tsx";

export function FormFailure({ message }: { message: string | undefined }) {
  return message ? (
    <Banner tone="bad" role="alert">
      {message}
    </Banner>
  ) : null;
}
