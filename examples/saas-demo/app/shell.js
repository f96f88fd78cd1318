/**
 * The frame around every page: navigation, language, account; and the heading each page begins with.
 *
 * Deliberately absent: what is on the pages.
 */

import { h, icon } from './dom.js';
import { navigate, show } from './router.js';
import { company, locale, person, setLocale, signOut } from './session.js';
import { closeBooks } from './books.js';
import { own, t } from './text.js';

const places = [
  ['/', 'home', 'home'],
  ['/invoices', 'invoices', 'invoice'],
  ['/customers', 'customers', 'people'],
  ['/reports', 'reports', 'chart'],
  ['/settings', 'settings', 'gear'],
];

/** Puts a page into the frame; pages before sign-in stand alone. */
export function frame(page) {
  const alone = page.classList.contains('alone');
  const main = h('main', { id: 'content', class: alone ? 'main main-alone' : 'main', tabindex: '-1' }, page);
  const around = alone ? [] : [header(), rail()];
  const messages = document.querySelectorAll('body > .toast');
  document.body.replaceChildren(h('a', { href: '#content', class: 'skip' }, t('skip')), ...around, main, ...messages);
  document.title = `${page.dataset.title || page.querySelector('h1')?.textContent || 'Hibiki'} · Hibiki`;
}

/** A page: its title, what can be done on it, its content. */
export const page = (title, actions, ...content) =>
  h(
    'article',
    { class: 'page' },
    h('header', { class: 'page-head' }, h('h1', {}, title), h('menu', { class: 'actions' }, actions)),
    content,
  );

/** The name of the product. */
export const brand = () =>
  h('span', { class: 'brand' }, h('img', { src: '/icon.svg', alt: '', width: 28, height: 28 }), 'Hibiki');

/** Changes the language, and shows the same page again. */
export function languageSwitch() {
  const change = () => {
    setLocale(locale() === 'ja' ? 'en' : 'ja');
    show();
  };
  const other = locale() === 'ja' ? 'en' : 'ja';
  return h(
    'button',
    { type: 'button', class: 'ghost', lang: other, 'aria-label': t('languageLabel'), onclick: change },
    t('language'),
  );
}

function header() {
  return h(
    'header',
    { class: 'bar' },
    h('a', { href: '/', class: 'brand-link', 'aria-label': 'Hibiki' }, brand()),
    h('span', { class: 'bar-company' }, own(company().name)),
    languageSwitch(),
    h('a', { href: '/help', class: 'ghost round', 'aria-label': t('help') }, icon('help')),
    account(),
  );
}

function account() {
  const leave = () => {
    signOut();
    closeBooks();
    navigate('/sign-in');
  };
  const name = own(person().name);
  return h(
    'details',
    { class: 'account' },
    h(
      'summary',
      { 'aria-label': `${t('account')}: ${name}` },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name)),
    ),
    h(
      'section',
      { class: 'account-menu' },
      h('strong', {}, name),
      h('span', {}, `${t('role_' + person().role)} · ${own(company().name)}`),
      h('button', { type: 'button', class: 'ghost wide', id: 'sign-out', onclick: leave }, icon('leave'), t('signOut')),
    ),
  );
}

/** One or two letters that stand for a name. */
export const initials = (name) =>
  /^[\x20-\x7e]/.test(name)
    ? name
        .split(' ')
        .map((part) => part[0])
        .slice(0, 2)
        .join('')
    : name.slice(0, 1);

function rail() {
  const here = (href) => (href === '/' ? location.pathname === '/' : location.pathname.startsWith(href));
  const link = ([href, words, sign]) =>
    h(
      'a',
      { href, class: 'rail-link', 'aria-current': here(href) ? 'page' : null },
      icon(sign),
      h('span', {}, t(words)),
    );
  return h('nav', { class: 'rail', 'aria-label': t('menu') }, places.map(link));
}
