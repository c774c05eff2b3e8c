/** When the month begins that is so many after that of `now`, or before it: UTC. */
export const monthStart = (now: Date, months: number): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
