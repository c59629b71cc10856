import { describe, expect, test } from 'vitest';
import { checkPlate, type PlateKind } from './check-plate.ts';
import { checkVin } from './check-vin.ts';
import { describeVin, modelYearBounds } from './describe-vin.ts';
import { makersByWmi } from './vin-makers.data.ts';

describe('VIN', () => {
  // The American numbers are documentation examples whose check digit is right; the others are invented.
  test.each<[string, string, boolean, string | null, string | null, string | null, string[]]>([
    ['an American one', '1M8GDM9AXKP042788', true, null, null, 'X=X!', []],
    ['all ones', '11111111111111111', true, null, null, '1=1!', []],
    ['small letters, spaces and hyphens', ' 1hgcm-826 33a 004352', true, null, null, '3=3!', []],
    ['an American one mistyped', '1M8GDM9AXKP042789', true, null, null, 'X=1!', ['vin_check_digit']],
    ['American of the newer range', '7SAYGDEE0PA000001', true, null, null, '0=3!', ['vin_check_digit']],
    ['Australian numbers are not held to it', '6G1FK5EP0PA000001', true, null, null, '0=1', []],
    ['an Italian one, ninth place free', 'ZFA3120000J123456', true, null, null, '0=X', []],
    ['a German one, ninth place Z', 'WVWZZZ1KZ6W123456', true, null, null, 'Z=X', []],
    ['a small maker, letters at the end', 'ZA9F76000000A12BC', true, null, null, '0=9', ['vin_serial']],
    ['letter O for zero', 'ZFA31200O0J123456', false, 'vin_letter_never_used', 'ZFA3120000J123456', null, []],
    ['I and Q', 'WVWZZZIKZ6W12345Q', false, 'vin_letter_never_used', 'WVWZZZ1KZ6W123450', null, []],
    ['O and too short', 'ZFAO', false, 'vin_letter_never_used', null, null, []],
    ['one short', 'ZFA3120000J12345', false, 'vin_length', null, null, []],
    ['one long', 'ZFA3120000J1234567', false, 'vin_length', null, null, []],
    ['a sign', 'ZFA312000*J123456', false, 'vin_sign', null, null, []],
    ['a letter of another alphabet', 'ZFA3120000J12345А', false, 'vin_sign', null, null, []],
    ['nothing', '  ', false, 'vin_missing', null, null, []],
  ])('%s', (_, typed, ok, fault, suggestion, digit, warnings) => {
    const checked = checkVin(typed);
    const told = checked.checkDigit === null ? null : `${checked.checkDigit.found}=${checked.checkDigit.computed}${checked.checkDigit.counts ? '!' : ''}`;
    expect([checked.ok, checked.fault, checked.suggestion, told, checked.warnings]).toEqual([ok, fault, suggestion, digit, warnings]);
  });

  test.each([
    ['ZFA3120000J123456', 'FCA ITALY S.P.A.', 'IT', []],
    ['TMBJJ7NE0L0123456', 'Škoda Auto', 'CZ', [2020, 1990]],
    ['VF1RFB00067123456', 'RENAULT GROUP', 'FR', [2006]],
    ['VSSZZZ5FZPR123456', 'SEAT', 'ES', [2023, 1993]],
    ['UU1HSDJ9F00123456', 'Dacia', 'RO', []],
    ['U5YPH81AANL123456', 'Kia Slovakia', 'SK', [2022, 1992]],
    ['LRWYGCEK1PC123456', 'Tesla (Shanghai)', 'CN', [2023, 1993]],
    ['4T1BF1FK5HU123456', null, 'US', [2017, 1987]],
    ['5YJ3E7EB0KF123456', 'Tesla', 'US', [2019, 1989]],
    ['ZA9ZZZ00000F76012', 'PAGANI SPA', 'IT', []],
    ['ZA9ZZZ00000XX0012', null, 'IT', []],
    ['WBAZZZ00070012345', 'BMW AG', 'DE', [2007]],
    ['WBAZZZ000S0012345', 'BMW AG', 'DE', [2025, 1995]],
    ['WBAZZZ000V0012345', 'BMW AG', 'DE', [2027, 1997]],
    ['WBAZZZ000W0012345', 'BMW AG', 'DE', [1998]],
  ])('%s is described', (vin, maker, country, years) => {
    expect(describeVin(vin, { earliest: null, latest: 2027 })).toEqual({ maker, country, possibleModelYears: years });
  });

  // The letter A stands for 1980, 2010 and 2040.
  test.each([
    ['a new car that arrived this year', { isNew: true, registeredIn: null, arrivedIn: 2026 }, []],
    ['a car registered in 2011', { isNew: false, registeredIn: 2011, arrivedIn: 2026 }, [2010]],
    ['a car registered before its model year', { isNew: false, registeredIn: 2009, arrivedIn: 2026 }, [2010]],
    ['a used car of which nothing is known', { isNew: false, registeredIn: null, arrivedIn: 2026 }, [2010, 1980]],
  ])('of %s only what its days allow is told', (_, car, years) => {
    expect(describeVin('ZFAZZZ000A0012345', modelYearBounds(car, 2026)).possibleModelYears).toEqual(years);
  });

  test('the table of makers is whole', () => {
    expect(makersByWmi.size).toBe(359);
    for (const [wmi, maker] of makersByWmi) {
      expect(wmi).toMatch(/^[A-HJ-NPR-Z0-9]{3}([A-HJ-NPR-Z0-9]{3})?$/);
      expect(wmi.length === 6).toBe(wmi.charAt(2) === '9');
      expect(maker.trim()).toBe(maker);
      expect(maker).not.toBe('');
    }
  });
});

describe('Italian plates', () => {
  test.each<[string, string | null, PlateKind[]]>([
    ['GX 619 EN', null, ['car']],
    ['aa000aa', null, ['car']],
    ['ZZ-999-ZZ', '2026-01-01', ['car']],
    ['XA123BC', null, ['trailer', 'car']],
    ['EB12345', null, ['motorcycle']],
    ['TV12345', null, ['motorcycle', 'provincial']],
    ['TV12345', '1985-01-01', ['motorcycle', 'provincial']],
    ['TV12345', '2015-01-01', ['motorcycle']],
    ['MI12345', null, ['provincial']],
    ['X2B3C4', null, ['moped']],
    ['AJ123B', null, ['machine']],
    ['AJB123', null, ['machine']],
    ['TO 1', null, ['provincial']],
    ['MI 123456', null, ['provincial']],
    ['MI 9A1234', null, ['provincial']],
    ['MI A12345', null, ['provincial']],
    ['ROMA 12345A', null, ['provincial']],
    ['Roma 123', null, ['provincial']],
    ['PS 345678', null, ['provincial']],
  ])('%s registered on %s', (typed, registeredOn, kinds) => {
    expect(checkPlate(typed, { registeredOn })).toMatchObject({ ok: true, kinds, fault: null, warnings: [], plate: typed.toUpperCase().replace(/[ -]/g, '') });
  });

  test.each<[string, string, string | null]>([
    ['', 'plate_missing', null],
    ['GX619', 'plate_form', null],
    ['GX6199EN', 'plate_form', null],
    ['1234567', 'plate_form', null],
    ['QQ 123456', 'plate_form', null],
    ['MI 1234567', 'plate_form', null],
    ['MI 1AB234', 'plate_form', null],
    ['MI A1234', 'plate_form', null],
    ['X0B3C4', 'plate_form', null],
    ['GI619EN', 'plate_letter_never_used', null],
    ['GX619UN', 'plate_letter_never_used', null],
    ['GX6O9EN', 'plate_letter_never_used', 'GX609EN'],
    ['GXI0QEN', 'plate_letter_never_used', 'GX100EN'],
    ['GX_619EN', 'plate_sign', null],
    ["GX619EN'--", 'plate_sign', null],
    ['AAAAAAAAAAAAA', 'plate_sign', null],
  ])('%j is refused: %s', (typed, fault, suggestion) => {
    expect(checkPlate(typed)).toMatchObject({ ok: false, kinds: [], fault, suggestion });
  });

  test('a plate of before 1994 on a car of today is told', () => {
    expect(checkPlate('MI 9A1234', { registeredOn: '2020-05-05' })).toMatchObject({ ok: true, warnings: ['plate_older_than_car'] });
    expect(checkPlate('MI 9A1234', { registeredOn: '1991-05-05' }).warnings).toEqual([]);
  });

  test.each([['B-MÜ 1234', 'DE'], ['AB-123-QC', 'FR'], ['1ABC234', 'BE'], ['ZH 123456', 'CH']])('%s of %s is free', (typed, country) => {
    expect(checkPlate(typed, { country })).toMatchObject({ ok: true, kinds: ['foreign'] });
  });
});
