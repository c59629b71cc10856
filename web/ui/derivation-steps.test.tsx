import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DerivationSteps } from './derivation-steps.tsx';
import classes from './derivation-steps.module.css';

const steps = [
  { label: 'Debito prima della riga', formula: '', value: '19.635,79 €' },
  { label: 'Interessi del periodo', formula: '19.635,79 × 6,95 % × 31/365', value: '115,904957… €', article: 'art. 1284 c.c.' },
  { label: 'Arrotondato', formula: '115,904957… €', value: '115,90 €', article: '' },
];
const items = renderToStaticMarkup(<DerivationSteps steps={steps} />).split('<li').slice(1);

test('a step shows what is counted, what comes out, and how only where there is something to count', () => {
  expect(items.map((item) => item.split(`${classes['formula']}"`).length - 1)).toEqual([0, 2, 1]);
  expect(items[1]).toContain('art. 1284 c.c.');
  expect(items[0]).toContain('19.635,79 €');
});

test('only the last step stands out: it is the figure', () => {
  expect(items.map((item) => item.includes(` ${classes['last']}"`))).toEqual([false, false, true]);
});
