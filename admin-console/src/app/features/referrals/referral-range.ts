const DAY_MS = 86_400_000;

/** The day after, or some days before: reports end with the day after the last one, people say the last one. */
export const dayAfter = (day: string, count = 1): string => {
  const at = Date.parse(day) + count * DAY_MS;
  return Number.isNaN(at) ? day : new Date(at).toISOString().slice(0, 10);
};
