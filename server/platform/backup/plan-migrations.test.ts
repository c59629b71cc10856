import { describe, expect, it } from 'vitest';
import { planMigrations } from './plan-migrations.ts';

const known = ['platform', 'identity', 'quoting'].map((module) => ({ module, number: 1, name: 'first', sql: `-- ${module}`, checksum: `sum of ${module}` }));
const inFile = (...modules: string[]) => ({
  programVersion: '0.9.0',
  migrations: modules.map((module) => ({ module, number: 1, name: 'first', checksum: `sum of ${module}` })),
});

describe('the migrations around a restore', () => {
  it('are those of the file in its order before loading, and the others after it', () => {
    const plan = planMigrations(inFile('quoting', 'platform'), known);
    expect(plan.before.map((migration) => migration.module)).toEqual(['quoting', 'platform']);
    expect(plan.after.map((migration) => migration.module)).toEqual(['identity']);
  });

  it('cannot be planned for a file that knows more', () => {
    expect(() => planMigrations(inFile('platform', 'rockets'), known)).toThrow('made by Volano 0.9.0, which is newer than this program (it has migration rockets/0001-first)');
  });

  it('cannot be planned for a file whose migration differs', () => {
    const file = inFile('platform');
    const changed = { ...file, migrations: file.migrations.map((migration) => ({ ...migration, checksum: 'other' })) };
    expect(() => planMigrations(changed, known)).toThrow('platform/0001-first differs');
  });
});
