/** Mantine dressed in our tokens, so that a Mantine control used as it is keeps the contrast and sizes of the house. */
import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver } from '@mantine/core';

/** Ten steps around the accent. Mantine wants a palette; the step in use (6) is the accent of the light scheme. */
const accent = ['#e6f0fc', '#cfe1f9', '#a3c6f2', '#73a9ea', '#4a8fe2', '#2674d6', '#0b5cc4', '#084a9f', '#073d83', '#063067'] as const;

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  primaryShade: 6,
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: 'var(--size-11)', sm: 'var(--size-12)', md: 'var(--size-13)', lg: 'var(--size-15)', xl: 'var(--size-18)' },
  lineHeights: { xs: 'var(--line-11)', sm: 'var(--line-12)', md: 'var(--line-13)', lg: 'var(--line-15)', xl: 'var(--line-18)' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

const shared = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control-border)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-text)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

/** Points Mantine's own variables to the tokens in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
