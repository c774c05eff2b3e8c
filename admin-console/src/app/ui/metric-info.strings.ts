/** Words around every figure. */
export const METRIC_INFO = {
  about: (figure: string) => `How “${figure}” is defined`,
  window: 'Window',
  zone: 'Zone',
  zoneName: 'UTC',
  asOf: 'As of',
  source: 'Counted from',
  foot: (window: string, time: string) => `${window} · as of ${time} UTC`,
} as const;
