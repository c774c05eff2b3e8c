/**
 * SQL of the first moment of a local day. Both are expressions: a date, and the name of a zone. Where a clock is put back over midnight
 * (Havana, Azores), midnight comes twice; PostgreSQL takes the second, but the day begins with the first.
 */
export const startOfDay = (day: string, zone: string): string => `
  case when (((${day})::timestamp at time zone ${zone} - interval '1 hour') at time zone ${zone})::date = (${day})
       then (${day})::timestamp at time zone ${zone} - interval '1 hour' else (${day})::timestamp at time zone ${zone} end`;
