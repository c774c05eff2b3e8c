import type { Routes } from '@angular/router';
import { LOG_IN } from './log-in.strings';
import { LogInPage } from './pages/log-in.page';

export const LOG_IN_ROUTES: Routes = [{ path: '', title: LOG_IN.title, component: LogInPage }];
