import type { Routes } from '@angular/router';
import { OVERVIEW } from './overview.strings';
import { OverviewPage } from './pages/overview.page';

export const OVERVIEW_ROUTES: Routes = [{ path: '', title: OVERVIEW.title, component: OverviewPage }];
