const HOURS_A_DAY = 24;
const two = (hour: number): string => String(hour).padStart(2, '0');
const all = (name: (hour: number) => string): string[] => Array.from({ length: HOURS_A_DAY }, (_, hour) => name(hour));

/** Days of the week as ISO 8601 counts them: Monday is the first. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Hours of the clock, by their number. */
export const HOURS: readonly string[] = all((hour) => `${two(hour)}:00–${two((hour + 1) % HOURS_A_DAY)}:00`);
/** The same for an axis. */
export const HOUR_MARKS: readonly string[] = all(two);
