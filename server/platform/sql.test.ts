import { expect, test } from 'vitest';
import { allOf, compile, nothing, sql } from './sql.ts';

test('values become parameters and nested fragments are renumbered', () => {
  const filter = allOf([sql`a = ${1}`, sql`b = any(${[2, 3]})`]);
  const statement = compile(sql`select * from t where ${filter} and c > ${4} ${nothing} limit ${5}`);
  expect(statement.text).toBe('select * from t where a = $1 and b = any($2) and c > $3  limit $4');
  expect(statement.values).toEqual([1, [2, 3], 4, 5]);
});

test('the same text has the same statement name, another text another one', () => {
  const first = compile(sql`select ${1}::int`);
  expect(compile(sql`select ${2}::int`).name).toBe(first.name);
  expect(compile(sql`select ${2}::text`).name).not.toBe(first.name);
});

test('text that looks like SQL stays a value', () => {
  const statement = compile(sql`select ${`'; drop table x; --`}::text`);
  expect(statement.text).toBe('select $1::text');
});

test('no conditions mean all rows', () => {
  expect(compile(allOf([])).text).toBe('true');
});
