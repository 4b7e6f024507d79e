interface CheckListProps<T extends string> {
  legend: string;
  items: readonly { value: T; label: string; isOn: boolean; isOff?: boolean; why?: string | undefined }[];
  onToggle: (value: T) => void;
}

/** A list of what can be chosen at once. What does not apply stays in its place, and can't be chosen. */
export function CheckList<T extends string>({ legend, items, onToggle }: CheckListProps<T>) {
  return (
    <fieldset className="export-group">
      <legend>{legend}</legend>
      {items.map(({ value, label, isOn, isOff = false, why }) => (
        <label key={value} className="export-check" title={why} data-off={isOff || undefined}>
          <input
            type="checkbox"
            checked={isOn}
            disabled={isOff}
            onChange={() => {
              onToggle(value);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
