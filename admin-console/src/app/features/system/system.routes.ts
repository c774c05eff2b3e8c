import type { Routes } from '@angular/router';
import { HEALTH } from './health.strings';
import { HealthPage } from './pages/health.page';
import { SystemFrame } from './pages/system.frame';

export const SYSTEM_ROUTES: Routes = [
  {
    path: '',
    component: SystemFrame,
    children: [{ path: '', pathMatch: 'full', title: HEALTH.heading, component: HealthPage }],
  },
];
