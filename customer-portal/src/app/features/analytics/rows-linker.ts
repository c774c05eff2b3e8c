import { inject } from '@angular/core';
import type { ReportHead } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ownAddress } from '../../core/origin';
import { rowsLink, type FigureRows, type RowsLink } from './rows-link';

/** Finds the way to rows of a report, for whoever may read them; the way back leads to the report as it is. */
export function rowsLinker(): (head: ReportHead, rows: FigureRows) => RowsLink | null {
  const session = inject(SessionStore);
  const origin = ownAddress();
  return (head, rows) => {
    const link = rowsLink({ head, origin: origin(), workspaceZone: session.timeZone() }, rows);
    return link && session.can(link.permission) ? link : null;
  };
}
