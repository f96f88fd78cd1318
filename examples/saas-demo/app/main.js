/**
 * Hibiki, an invoicing product for small businesses: the example host of Waymark.
 *
 * It is a product of its own: plain JavaScript, its own router, strict Content-Security-Policy, aggressive style resets. It
 * knows of Waymark in one file only, `guidance.js`. A map: `router` · `session` (who) · `books` (customers, invoices) · `text`
 * and `words/` (English, Japanese) · `shell` (frame) · `page/` · `part/` (reused pieces) · `dom`.
 */

import { begin, navigate } from './router.js';
import { loadPeople, person } from './session.js';
import { frame } from './shell.js';
import { customersPage } from './page/customers.js';
import { editorPage } from './page/editor.js';
import { helpPage } from './page/help.js';
import { homePage } from './page/home.js';
import { invoicePage } from './page/invoice.js';
import { invoicesPage } from './page/invoices.js';
import { notFoundPage } from './page/not-found.js';
import { reportsPage } from './page/reports.js';
import { settingsPage } from './page/settings.js';
import { signInPage } from './page/sign-in.js';
import { welcomePage } from './page/welcome.js';

/** A page for people who are signed in; others are led to the door. */
const inside =
  (page) =>
  (...parts) =>
    person() ? page(...parts) : void navigate('/sign-in', { replace: true });

await loadPeople();
begin(
  [
    [/^\/$/, inside(homePage)],
    [/^\/invoices\/?$/, inside(invoicesPage)],
    [/^\/invoices\/new$/, inside(editorPage)],
    [/^\/invoices\/([^/]+)$/, inside(invoicePage)],
    [/^\/invoices\/([^/]+)\/edit$/, inside(editorPage)],
    [/^\/customers\/?$/, inside(customersPage)],
    [/^\/reports\/?$/, inside(reportsPage)],
    [/^\/settings(?:\/(team|plan|export))?\/?$/, inside(settingsPage)],
    [/^\/help\/?$/, inside(helpPage)],
    [/^\/sign-in$/, signInPage],
    [/^\/welcome$/, welcomePage],
    [/^/, notFoundPage],
  ],
  frame,
);
