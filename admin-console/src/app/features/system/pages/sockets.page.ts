import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { formatBytes, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { SocketsStore } from '../sockets.store';
import { SOCKETS } from '../trouble.strings';
import { SystemPage } from '../ui/system-page';

const WORDS = SOCKETS.columns;
const COLUMNS: readonly Column[] = [
  { key: 'path', label: WORDS.path },
  { key: 'protocol', label: WORDS.protocol },
  { key: 'since', label: WORDS.since },
  { key: 'in', label: WORDS.bytesIn, align: 'end' },
  { key: 'out', label: WORDS.bytesOut, align: 'end' },
  { key: 'process', label: WORDS.process },
];
const PROCESS_COLUMNS: readonly Column[] = [
  { key: 'process', label: SOCKETS.processColumns.process },
  { key: 'count', label: SOCKETS.processColumns.count, align: 'end' },
  { key: 'seen', label: SOCKETS.processColumns.seen },
];

/** Open upgraded connections, and which process holds them. */
@Component({
  selector: 'oc-sockets-page',
  imports: [OvCard, OvCell, OvEmpty, OvTable, SystemPage, UtcTime],
  providers: [SocketsStore],
  templateUrl: './sockets.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SocketsPage {
  protected readonly words = SOCKETS;
  protected readonly columns = COLUMNS;
  protected readonly processColumns = PROCESS_COLUMNS;
  protected readonly bytes = formatBytes;
  protected readonly number = formatNumber;
  protected readonly store = inject(SocketsStore);
  protected readonly read = this.store.read;
}
