import type { Route, Routes } from '@angular/router';
import { type Area, linkOf } from '../../core/area';

/** A page one can go to without knowing an id. */
export interface AreaPage {
  readonly url: string;
  readonly label: string;
  readonly area: string;
}

/** The pages among an area's routes: those with a title of their own and no parameter on the way. */
export function pagesOf(area: Area, routes: Routes): AreaPage[] {
  const walk = (list: Routes, base: string): AreaPage[] => list.flatMap((route) => step(route, base));
  const step = (route: Route, base: string): AreaPage[] => {
    const path = route.path ?? '';
    if (path.includes(':') || path.includes('*')) return [];
    const url = path ? `${base.replace(/\/$/, '')}/${path}` : base;
    const own = typeof route.title === 'string' ? [{ url, label: route.title, area: area.label }] : [];
    return [...own, ...walk(route.children ?? [], url)];
  };
  return walk(routes, linkOf(area));
}
