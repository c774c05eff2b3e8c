import { TestBed } from '@angular/core/testing';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A page that still waits for its answer is never stable, and that state is to be tested too: let what can happen happen, then draw. */
PageHarness.prototype.settle = async () => {
  for (let round = 0; round < 3; round++) {
    await turn();
    TestBed.tick();
  }
};
