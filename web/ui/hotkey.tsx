import classes from './hotkey.module.css';

/** A key or combination as a keycap: `<Hotkey keys="Ctrl+K" />`. */
export function Hotkey({ keys }: { readonly keys: string }) {
  return <kbd className={classes.key}>{keys.replaceAll('+', ' ')}</kbd>;
}
