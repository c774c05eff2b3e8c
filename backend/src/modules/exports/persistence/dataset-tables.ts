import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import type { DatasetTable } from './dataset-columns.js';
import { CONVERSATION_TABLES } from './tables/conversation-tables.js';
import { MONEY_TABLES } from './tables/money-tables.js';
import { OUTGOING_TABLES } from './tables/outgoing-tables.js';
import { PLAN_TABLES } from './tables/plan-tables.js';
import { WEBHOOK_TABLES } from './tables/webhook-tables.js';
import { WORKSPACE_TABLES } from './tables/workspace-tables.js';

/**
 * Datasets that are a table. The columns are described for people in docs/guides/exports.md; a test holds the two together, and another one
 * that every table with rows of a workspace is here or has a reason why not.
 */
export const DATASET_TABLES = {
  ...CONVERSATION_TABLES,
  ...PLAN_TABLES,
  ...MONEY_TABLES,
  ...WORKSPACE_TABLES,
  ...OUTGOING_TABLES,
  ...WEBHOOK_TABLES,
} as const satisfies Readonly<Partial<Record<ExportDataset, DatasetTable>>>;
export type TableDataset = keyof typeof DATASET_TABLES;
