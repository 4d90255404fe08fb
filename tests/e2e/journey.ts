import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { aVisitor, type Place, type Screen, sharedProduct, signedIn, type Visitor } from './browsing.ts';

/** Who takes part: each call is a person with a browser of their own. */
export interface People {
  /** Nobody in particular, on a screen. */
  visitor(screen: Screen): Promise<Visitor>;
  /** An account of the demonstration, signed in at a desk. */
  account(loginName: string): Promise<Visitor>;
}

const found = await findChromium();

/**
 * A journey through the product in a real browser. Its tests are its steps: they run in order, and each goes on where the one
 * before it stopped. Behind the last one nothing that the browsers met may have been refused or broken. Whoever enters is led
 * to the place that stands when they do.
 */
export function journey(name: string, steps: (people: People) => void, place: () => Place = sharedProduct): void {
  describeWhere(found, `${name} (no Chromium runs here; set CHROMIUM_PATH)`)(name, () => {
    let browser: Browser;
    const troubles: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch(found);
    });
    afterAll(() => browser.close());

    steps({
      visitor: (screen) => aVisitor(browser, place(), screen, troubles),
      account: (loginName) => signedIn(browser, place(), loginName, troubles),
    });

    test('nothing was refused or broken on the way', () => expect(troubles).toEqual([]));
  });
}
