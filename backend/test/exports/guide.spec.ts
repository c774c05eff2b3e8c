import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EXPORT_DATASET_NAMES } from '@orbisvoice/shared-dto/values';
import {
  agentsTable,
  conversationsTable,
  engagementTable,
  referralsTable,
  stagesTable,
  toolsTable,
} from '../../src/modules/analytics/services/report-tables.js';
import { DATASET_TABLES } from '../../src/modules/exports/persistence/dataset-tables.js';

const GUIDE = readFileSync(resolve(__dirname, '../../../docs/guides/exports.md'), 'utf8');

/** The columns that the guide promises, in its order; null where it does not know the dataset. */
function promised(dataset: string): string[] | null {
  const [, section] = GUIDE.split(`\n### ${dataset}\n`);
  if (section === undefined) return null;
  const [own = ''] = section.split(/\n##/);
  return [...own.matchAll(/^\| `(\w+)` /gm)].map(([, name = '']) => name);
}

const ANALYTICS = {
  analytics_conversations: conversationsTable({ series: [] }),
  analytics_agents: agentsTable({ agents: [] }),
  analytics_stages: stagesTable({ stages: [], agents: [] }),
  analytics_tools: toolsTable({ tools: [] }),
  analytics_engagement: engagementTable({ series: [] }),
  analytics_referrals: referralsTable({ series: [] }),
};

it.each(Object.entries(DATASET_TABLES))('the guide names the columns of %s', (dataset, { columns }) => {
  expect(promised(dataset)).toEqual(columns.map(({ name }) => name));
});

it.each(Object.entries(ANALYTICS))('the guide names the columns of %s', (dataset, { columns }) => {
  expect(promised(dataset)).toEqual(columns.map(({ key }) => key));
});

it('the guide knows every dataset', () => {
  expect(EXPORT_DATASET_NAMES.filter((name) => promised(name) === null)).toEqual([]);
  expect(promised('report')).toEqual(['table', 'row', 'column', 'unit', 'value', 'text']);
});
