/** Who became staff, or is staff no more, by whom and why. Names, because those who are told read them without looking into other tenants. */
export interface StaffRightsChange {
  readonly userId: string;
  readonly reason: string;
  readonly proposedBy: string;
  /** Null for the command line, which needs nobody. */
  readonly confirmedBy: string | null;
}
