import { EXPORT_DATASETS, type ExportDataset, type Permission } from '@orbisvoice/shared-dto/values';
import { DATASET_GROUPS } from './dataset.strings';

/** Contents that go together, each with its name. */
interface DatasetGroup {
  readonly label: string;
  readonly options: readonly { readonly value: ExportDataset; readonly label: string }[];
}

/** What somebody may take along, by group; a group of which they may read nothing is left out. */
export const readableGroups = (can: (permission: Permission) => boolean): readonly DatasetGroup[] =>
  DATASET_GROUPS.map(({ label, datasets }) => ({
    label,
    options: datasets
      .filter((dataset) => can(EXPORT_DATASETS[dataset].permission))
      .map((value) => ({ value, label: EXPORT_DATASETS[value].label })),
  })).filter(({ options }) => options.length > 0);
