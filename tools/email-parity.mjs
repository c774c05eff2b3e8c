// What build-emails.mjs asks of a template's two bodies: in every case they say the same.
import Handlebars from 'handlebars';

/** Cases grow by the power of two; a mail with more conditions than this is several mails. */
const MAX_CONDITIONS = 6;

/** A word that stands for a variable: neither escaping nor wrapping changes it. */
const marker = (path) => `zqx${Buffer.from(path).toString('hex')}zqx`;
const MARKERS = /zqx([0-9a-f]+)zqx/g;

const markersIn = (body) => new Set([...body.matchAll(MARKERS)].map(([, hex]) => Buffer.from(hex, 'hex').toString()));

/** Booleans, and what may be null: each is a case of its own. */
const conditionsOf = (variables) =>
  Object.keys(variables).filter((name) => variables[name] === 'boolean' || String(variables[name]).endsWith('?'));

/** Every case of a template: each variable is its marker, conditions are on and off in all combinations. */
function* casesOf(variables) {
  const conditions = conditionsOf(variables);
  if (conditions.length > MAX_CONDITIONS) throw new Error(`${conditions.length} conditions, more than ${MAX_CONDITIONS}`);
  for (let bits = 0; bits < 2 ** conditions.length; bits++) {
    const isOn = (name) => (bits & (1 << conditions.indexOf(name))) !== 0;
    yield Object.fromEntries(Object.entries(variables).map(([name, type]) => [name, valueOf(name, type, isOn)]));
  }
}

function valueOf(name, type, isOn) {
  if (Array.isArray(type)) return [Object.fromEntries(Object.keys(type[0]).map((field) => [field, marker(`${name}[].${field}`)]))];
  if (type === 'boolean') return isOn(name);
  if (type.endsWith('?')) return isOn(name) ? marker(name) : null;
  return marker(name);
}

const spoken = (data) =>
  Object.entries(data)
    .filter(([, value]) => typeof value === 'boolean' || value === null)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/**
 * Complaints about links, amounts, dates and whatever else one body says and the other does not, in any combination of the conditions: a
 * variable that both use somewhere may still be missing from one of them where it matters.
 */
export function parityComplaints({ html, text }, variables) {
  const fill = { html: Handlebars.compile(html, { strict: true }), text: Handlebars.compile(text, { strict: true, noEscape: true }) };
  const complaints = new Set();
  for (const data of casesOf(variables)) {
    const said = { html: markersIn(fill.html(data)), text: markersIn(fill.text(data)) };
    const when = spoken(data);
    for (const [part, other] of [
      ['html', 'text'],
      ['text', 'html'],
    ])
      for (const name of said[part])
        if (!said[other].has(name)) complaints.add(`${part} says {{${name}}}, ${other} does not${when && ` (${when})`}`);
  }
  return [...complaints];
}

/** Complaints about a sample that has not exactly the declared variables: it is what everybody looks at. */
export function sampleComplaints(sample, known) {
  const names = Object.keys(sample);
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `sample.json has ${name}, which schema.json does not declare`),
    ...known.filter((name) => !names.includes(name)).map((name) => `sample.json has no ${name}`),
  ];
}
