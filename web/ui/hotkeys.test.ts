import { describe, expect, test } from 'vitest';
import { matchesCombination, readCombination } from './hotkeys.ts';
import type { Pressed } from './hotkeys.ts';

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('a shortcut', () => {
  test.each([
    ['Ctrl+K', press('k', { ctrlKey: true }), true],
    ['Ctrl+K', press('k', { metaKey: true }), true],
    ['Ctrl+K', press('k'), false],
    ['Ctrl+K', press('k', { ctrlKey: true, altKey: true }), false],
    ['V', press('v'), true],
    ['V', press('V', { shiftKey: true }), false],
    ['V', press('v', { ctrlKey: true }), false],
    ['Alt+P', press('p', { altKey: true }), true],
    ['Esc', press('Escape'), true],
    ['Ctrl+Enter', press('Enter', { ctrlKey: true }), true],
    ['Shift+Enter', press('Enter', { shiftKey: true }), true],
    ['Enter', press('Enter', { shiftKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['+', press('+', { shiftKey: true }), true],
    ['Ctrl++', press('+', { ctrlKey: true }), true],
    ['1', press('1'), true],
    ['↓', press('ArrowDown'), true],
  ])('%s', (keys, event, expected) => {
    expect(matchesCombination(event, readCombination(keys))).toBe(expected);
  });
});
