/**
 * The picture of the sign-in page: a flywheel made of a real plan. Each spoke is one of 60 equal instalments; the pale
 * inner part is interest, which shrinks month by month, the bright outer part is principal.
 */
const months = 60;
const monthlyRate = 0.0065;
const inner = 92;
const outer = 214;

/** Share of interest in each instalment of a level plan. */
const interestShares: readonly number[] = Array.from({ length: months }, (_, month) => 1 - 1 / (1 + monthlyRate) ** (months - month));

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(240 + radius * Math.cos(angle)).toFixed(1)} ${(240 + radius * Math.sin(angle)).toFixed(1)}`;
}

/** The spokes as one path, from one radius to another. */
function spokes(from: (share: number) => number, to: (share: number) => number): string {
  return interestShares.map((share, month) => `M${point(from(share), month / months)} L${point(to(share), month / months)}`).join(' ');
}

// Shares go from about a third to nearly nothing: drawn at twice their size, so that the spiral is seen.
const border = (share: number): number => inner + (outer - inner) * Math.min(share * 2, 0.9);
const interest = spokes(() => inner, (share) => border(share) - 4);
const principal = spokes((share) => border(share) + 4, () => outer);

export function PlanWheel() {
  return (
    <svg viewBox="0 0 480 480" fill="none" strokeLinecap="round" aria-hidden="true" focusable="false">
      <circle cx="240" cy="240" r="234" stroke="currentColor" strokeOpacity="0.14" />
      <circle cx="240" cy="240" r="72" stroke="currentColor" strokeOpacity="0.14" />
      <path d={interest} stroke="currentColor" strokeOpacity="0.32" strokeWidth="5" />
      <path d={principal} stroke="#6aa8ff" strokeWidth="5" />
      <circle cx="240" cy="240" r="20" fill="#6aa8ff" />
    </svg>
  );
}
