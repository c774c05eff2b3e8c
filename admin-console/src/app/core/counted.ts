import { formatNumber } from '@orbisvoice/shared-ui/format';

/** “1 agent”, “1,204 agents”. */
export const counted = (count: number, one: string, many: string): string => `${formatNumber(count)} ${count === 1 ? one : many}`;
