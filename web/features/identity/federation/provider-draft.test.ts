import { expect, test } from 'vitest';
import { blankProvider, changedProviderBody, missingFields, newProviderBody } from './provider-draft.ts';

const draft = { ...blankProvider, name: ' Casa madre ', issuer: 'https://id.example', clientId: 'volano', domains: '@Azienda.it\n\n altra.example; terza.example' };

test('is sent with tidy domains and no secret where none was typed', () => {
  expect(newProviderBody(draft)).toEqual({ name: 'Casa madre', issuer: 'https://id.example', clientId: 'volano', clientSecret: null, domains: ['azienda.it', 'altra.example', 'terza.example'] });
  expect(changedProviderBody(draft)).not.toHaveProperty('clientSecret');
  expect(changedProviderBody({ ...draft, secret: 'new' })).toMatchObject({ clientSecret: 'new' });
});

test('asks for what is missing', () => {
  expect([...missingFields(blankProvider)]).toEqual(['name', 'issuer', 'clientId']);
  expect(missingFields(draft).size).toBe(0);
});
