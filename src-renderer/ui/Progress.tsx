import './progress.css';

/** How far something is, from 0 to 1; null: nobody knows yet. */
export function Progress({ share, label }: { share: number | null; label: string }) {
  const percent = Math.floor((share ?? 0) * 100);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : percent}
    >
      <span style={{ inlineSize: `${String(percent)}%` }} />
    </div>
  );
}
