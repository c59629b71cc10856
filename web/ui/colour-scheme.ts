/** Light or dark, as the device asks or as the person chose; the choice is kept by Mantine for the next visit. */
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

export type ColourScheme = 'light' | 'dark' | 'auto';

export interface ColourSchemeControl {
  /** What was chosen; `auto` follows the device. */
  readonly chosen: ColourScheme;
  /** What is on screen. */
  readonly shown: 'light' | 'dark';
  readonly choose: (scheme: ColourScheme) => void;
}

/** Reads and changes the colour scheme of the page. */
export function useColourScheme(): ColourSchemeControl {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  return { chosen: colorScheme, shown, choose: setColorScheme };
}
