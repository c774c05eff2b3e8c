/** One accepted meter event. */
export interface UsageRecord {
  /** The meter's event name and the identifier together: what makes an event unique. */
  id: string;
  identifier: string;
  meter: string;
  customer: string;
  value: number;
  /** Unix second the usage happened. */
  timestamp: number;
  /** Unix second it was reported. */
  created: number;
}
