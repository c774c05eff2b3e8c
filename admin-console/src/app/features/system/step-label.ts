import type { SystemRange } from '@orbisvoice/shared-dto/values';
import { utcClock, utcTimeOfDay } from '../../core/dates';

/** What a step of a chart is called: its time, with the day where there are several. UTC. */
export const stepLabel = (at: string, range: SystemRange): string => (range === '7d' ? utcClock(at) : utcTimeOfDay(at).slice(0, 5));
