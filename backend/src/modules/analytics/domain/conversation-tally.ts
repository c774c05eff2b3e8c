import { Histogram } from './histogram.js';
import { StageHistograms, type StageRows } from './stage-histograms.js';

/** Figures of a bucket of counted conversations, as the roll-ups hold them. */
export interface Cell {
  readonly day: string;
  /** Null where a cell holds all agents. */
  readonly agentId: string | null;
  readonly conversations: number;
  readonly success: number;
  readonly failure: number;
  readonly zeroLength: number;
  readonly durationSum: number;
  readonly durationBuckets: readonly number[];
  readonly durationCounts: readonly number[];
  readonly responseBuckets: readonly number[];
  readonly responseCounts: readonly number[];
  /** Only in cells of a table of agents. */
  readonly stages?: StageRows;
}

export interface DayCell extends Cell {
  /** Conversations of each of the 24 hours of the clock; not there where a cell is of one agent. */
  readonly byHour?: readonly number[];
}

/** Conversations of an hour of the clock of a day. */
export interface ClockHour {
  readonly day: string;
  readonly hourOfDay: number;
  readonly conversations: number;
}

export interface HourCell extends Cell {
  /** When it begins, in seconds. */
  readonly hour: number;
  readonly hourOfDay: number;
}

/** Null without a denominator: 0 would be a claim. */
export const ratio = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);

/** Any number of cells put together; the figures of metrics.md follow from it. */
export class ConversationTally {
  conversations = 0;
  success = 0;
  failure = 0;
  zeroLength = 0;
  durationSum = 0;
  readonly durations = new Histogram();
  readonly responses = new Histogram();

  static of(cells: Iterable<Cell>): ConversationTally {
    const tally = new ConversationTally();
    for (const cell of cells) tally.add(cell);
    return tally;
  }

  add(cell: Cell): void {
    this.conversations += cell.conversations;
    this.success += cell.success;
    this.failure += cell.failure;
    this.zeroLength += cell.zeroLength;
    this.durationSum += cell.durationSum;
    this.durations.add(cell.durationBuckets, cell.durationCounts);
    this.responses.add(cell.responseBuckets, cell.responseCounts);
  }

  get unknown(): number {
    return this.conversations - this.success - this.failure;
  }

  /** success / (success + failure); unknown outcomes stand apart. */
  get successRate(): number | null {
    return ratio(this.success, this.success + this.failure);
  }

  /** Those of no length are in neither part. */
  get durationMean(): number | null {
    return ratio(this.durationSum, this.durations.total);
  }
}

/** What is known of an agent, or of all of them: the stages of its answers, too. */
export class AgentTally extends ConversationTally {
  readonly stages = new StageHistograms();

  override add(cell: Cell): void {
    super.add(cell);
    if (cell.stages) this.stages.add(cell.stages);
  }
}
