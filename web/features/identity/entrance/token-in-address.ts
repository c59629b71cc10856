/** What a mail's link carries behind the `#`, where no server sees it; taken out of the address so that no copy of it stays in the history. */
export function tokenInAddress(): string | undefined {
  const token = /^#([\w-]{43})$/.exec(window.location.hash)?.[1];
  if (token !== undefined) window.history.replaceState(null, '', window.location.pathname);
  return token;
}
