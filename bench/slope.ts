export type Sample = { atMs: number; value: number };

/** Least squares: by how much the value grows a minute. NaN for fewer than two moments. */
export function slopePerMinute(samples: readonly Sample[]): number {
  const count = samples.length;
  const meanAt = samples.reduce((sum, { atMs }) => sum + atMs, 0) / count;
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / count;
  let [covariance, variance] = [0, 0];
  for (const { atMs, value } of samples) {
    covariance += (atMs - meanAt) * (value - meanValue);
    variance += (atMs - meanAt) ** 2;
  }
  return (covariance / variance) * 60_000;
}
