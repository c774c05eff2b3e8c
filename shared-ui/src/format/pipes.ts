import { Pipe, inject, type PipeTransform } from '@angular/core';
import { Clock } from '../core/clock';
import { SessionStore } from '../core/session.store';
import { formatDate, formatPeriod, formatRelative, type DateStyle } from './date-time';
import { formatMoney } from './money';
import { formatDuration, formatMilliseconds, formatNumber } from './number';

/** `{{ 2900 | ovMoney: 'usd' }}` */
@Pipe({ name: 'ovMoney' })
export class OvMoneyPipe implements PipeTransform {
  transform(minor: number | null | undefined, currency: string, style: 'exact' | 'compact' = 'exact'): string {
    return formatMoney(minor, currency, style);
  }
}

/** `{{ iso | ovDate: 'time' }}` in the workspace's zone, or in the one named. Impure by the session's zone, which never changes on a page. */
@Pipe({ name: 'ovDate' })
export class OvDatePipe implements PipeTransform {
  private readonly session = inject(SessionStore);
  transform(instant: string | null | undefined, style: DateStyle = 'date', timeZone?: string): string {
    return formatDate(instant, timeZone ?? this.session.timeZone(), style);
  }
}

/** `{{ start | ovPeriod: end }}` in the workspace's zone. */
@Pipe({ name: 'ovPeriod' })
export class OvPeriodPipe implements PipeTransform {
  private readonly session = inject(SessionStore);
  transform(from: string | null | undefined, to: string | null | undefined): string {
    return formatPeriod(from, to, this.session.timeZone());
  }
}

/** `{{ iso | ovRelative }}` as of the moment it was drawn. */
@Pipe({ name: 'ovRelative' })
export class OvRelativePipe implements PipeTransform {
  private readonly clock = inject(Clock);
  transform(instant: string | null | undefined): string {
    return formatRelative(instant, this.clock.now());
  }
}

/** `{{ 12480 | ovNumber }}` */
@Pipe({ name: 'ovNumber' })
export class OvNumberPipe implements PipeTransform {
  transform(value: number | null | undefined): string {
    return formatNumber(value);
  }
}

/** `{{ seconds | ovDuration }}` */
@Pipe({ name: 'ovDuration' })
export class OvDurationPipe implements PipeTransform {
  transform(seconds: number | null | undefined): string {
    return formatDuration(seconds);
  }
}

/** `{{ ms | ovMilliseconds }}` */
@Pipe({ name: 'ovMilliseconds' })
export class OvMillisecondsPipe implements PipeTransform {
  transform(milliseconds: number | null | undefined): string {
    return formatMilliseconds(milliseconds);
  }
}
