/** The sign of the product: a flywheel. Decorative, beside the name. */
export function VolanoMark({ size = 18 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true" focusable="false">
      <circle cx="9" cy="9" r="7" strokeWidth="2.4" />
      <circle cx="9" cy="9" r="1.6" fill="currentColor" stroke="none" />
      <path d="M9 7.4V3.2M10.4 9.8l3.6 2.1M7.6 9.8 4 11.900" strokeWidth="1.6" />
    </svg>
  );
}
