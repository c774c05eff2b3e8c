import type { Routes } from '@angular/router';
import { S } from '../../strings';

const routes: Routes = [{ path: '', title: S.nav.billing, loadComponent: () => import('./pages/billing.page') }];

export default routes;
