/**
 * Form fields with label, hint and error, and forms that say what is missing.
 *
 * The browser validates (constraint validation, native `invalid` events); the words are ours. Deliberately absent: errors
 * before somebody has tried.
 */

import { h } from '../dom.js';
import { t } from '../text.js';

let count = 0;

/** A labelled control. `control` is an attribute map, or an element made before (select, textarea). */
export function field(label, control, { hint, wide } = {}) {
  const id = `field-${++count}`;
  const input = control instanceof Element ? control : h('input', { class: 'input', ...control });
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-error${hint ? ` ${id}-hint` : ''}`);
  return h(
    'p',
    { class: wide ? 'field field-wide' : 'field' },
    h('label', { for: id }, label),
    input,
    hint && h('small', { id: `${id}-hint`, class: 'hint' }, hint),
    h('small', { id: `${id}-error`, class: 'error' }),
  );
}

/** A choice from a list of `[value, words]`. */
export const select = (attributes, options, chosen) =>
  h(
    'select',
    { class: 'input', ...attributes },
    options.map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
  );

/** Why a control is not valid, in words. */
function problem(control) {
  const { validity } = control;
  if (validity.valid) return '';
  if (validity.customError) return control.validationMessage;
  if (validity.valueMissing) return t('errorRequired');
  if (validity.rangeUnderflow) return t('errorLow', { min: control.min });
  return t('errorType');
}

function mark(control) {
  const text = problem(control);
  control.toggleAttribute('aria-invalid', !!text);
  if (text) control.setAttribute('aria-invalid', 'true');
  const error = document.getElementById(`${control.id}-error`);
  if (error) error.textContent = text;
}

/** A form that calls `submit(values, button)` once everything is valid; otherwise it shows what is not, and goes there. */
export function form(attributes, submit, ...children) {
  const summary = h('p', { class: 'error summary', role: 'alert' });
  const send = (event) => {
    event.preventDefault();
    const controls = [...node.elements].filter((control) => control.willValidate);
    const wrong = controls.filter((control) => !control.checkValidity());
    controls.forEach(mark);
    summary.textContent = wrong.length ? t('errorSummary', { n: wrong.length }) : '';
    if (wrong.length) wrong[0].focus();
    else submit(Object.fromEntries(new FormData(node)), event.submitter);
  };
  const node = h('form', { ...attributes, novalidate: true, onsubmit: send }, children, summary);
  node.addEventListener('input', ({ target }) => target.getAttribute('aria-invalid') && mark(target));
  return node;
}
