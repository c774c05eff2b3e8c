/** Where something was done from, for a mail that lets its reader judge whether it was them. Absent in events of before they told. */
export interface Whereabouts {
  /** Such as `Firefox on Windows`. */
  device?: string | null;
  ip?: string | null;
  /** ISO 3166 code. */
  country?: string | null;
}
