/** How far something is, from 0 to 1. */
export function Progress({ share, label }: { share: number; label: string }) {
  const percent = Math.floor(share * 100);
  return (
    <div
      className="import-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ inlineSize: `${String(percent)}%` }} />
    </div>
  );
}
