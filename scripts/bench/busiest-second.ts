/** The most requests that came within any second; `times` in milliseconds, in order. */
export function busiestSecond(times: readonly number[]): number {
  let [most, from] = [0, 0];
  times.forEach((time, index) => {
    while ((times[from] as number) <= time - 1000) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}
