const paths = {
  import: 'M8 2.5v7.5M8 10 5 7M8 10l3-3M2.5 10.5v2A1.5 1.5 0 0 0 4 14h8a1.5 1.5 0 0 0 1.5-1.5v-2',
  export: 'M8 10V2.5M8 2.5 5 5.5M8 2.5l3 3M2.5 10.5v2A1.5 1.5 0 0 0 4 14h8a1.5 1.5 0 0 0 1.5-1.5v-2',
  microphone:
    'M8 10a2.2 2.2 0 0 0 2.2-2.2V4.2a2.2 2.2 0 0 0-4.4 0v3.6A2.2 2.2 0 0 0 8 10ZM3.8 7.8a4.2 4.2 0 0 0 8.4 0M8 12v2.2',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  close: 'm4 4 8 8M12 4l-8 8',
  sidebar:
    'M2.5 4.5a1.5 1.5 0 0 1 1.5-1.5h8a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H4a1.5 1.5 0 0 1-1.5-1.5ZM6.5 3v10',
  sort: 'M5 3v10M5 13l-2.5-2.5M5 13l2.5-2.5M11 13V3M11 3 8.5 5.5M11 3l2.5 2.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  folder:
    'M2 4.5A1.5 1.5 0 0 1 3.5 3h2.6l1.5 1.8h4.9A1.5 1.5 0 0 1 14 6.3v5.2a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5Z',
  tag: 'M2.5 3.5v4l6 6 5-5-6-6h-4a1 1 0 0 0-1 1ZM5.5 5.5h.01',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5',
  book: 'M3.5 2.5h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8ZM6 2.5v11',
  settings:
    'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  chevron: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  up: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  back: 'M10 3 5 8l5 5',
  play: 'M5.5 3.2v9.6a.5.5 0 0 0 .77.42l7.2-4.8a.5.5 0 0 0 0-.84l-7.2-4.8a.5.5 0 0 0-.77.42Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  rewind: 'M3.5 8a5 5 0 1 0 1.6-3.7L3 6.2M3 3v3.2h3.2',
  forward: 'M12.5 8a5 5 0 1 1-1.6-3.7L13 6.2M13 3v3.2H9.8',
  skip: 'M2 6.5v3M4.5 4v8M7 8h.01M9 8h.01M11.5 4v8M14 6.5v3',
  volume: 'M2.5 6.2h2.3L8 3.5v9L4.8 9.8H2.5ZM10.3 6a3 3 0 0 1 0 4M12 4.2a5.5 5.5 0 0 1 0 7.6',
  mute: 'M2.5 6.2h2.3L8 3.5v9L4.8 9.8H2.5ZM10.5 6.5l3 3M13.5 6.5l-3 3',
  bookmark: 'M4.5 2.5h7v11L8 10.8l-3.5 2.7Z',
  copy: 'M6 5.5h6.5a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1ZM3 11a1 1 0 0 1-.5-.9V3.5a1 1 0 0 1 1-1H10a1 1 0 0 1 .9.5',
  person: 'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.8 13.5a5.2 5.2 0 0 1 10.4 0',
  edit: 'M3 13h2.2l7.6-7.6a1.2 1.2 0 0 0 0-1.7l-.5-.5a1.2 1.2 0 0 0-1.7 0L3 10.8Z',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7M3 6.5l3-3M3 6.5l3 3',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H9M13 6.5l-3-3M13 6.5l-3 3',
  join: 'M2.5 3.5v9M13.5 3.5v9M5 8h6M7 6 5 8l2 2M9 6l2 2-2 2',
  boundaryBack: 'M13.5 3.5v9M10.5 8h-8M2.5 8l3-3M2.5 8l3 3',
  boundaryOn: 'M2.5 3.5v9M5.5 8h8M13.5 8l-3-3M13.5 8l-3 3',
  check: 'm3 8.5 3.5 3.5L13 5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6',
  columns:
    'M2.5 4.5A1.5 1.5 0 0 1 4 3h8a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 12 13H4a1.5 1.5 0 0 1-1.5-1.5ZM8 3v10',
  command: 'm6 3.5 4.5 4.5L6 12.5',
  page: 'M4 2.5h5l3 3v8H4ZM9 2.5v3h3M6 8.5h4M6 11h4',
  home: 'M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5M6.8 13V9.5h2.4V13',
  listen: 'M2.5 4h6M2.5 7.5h4M2.5 11h3M9 9.2v4.6l4-2.3Z',
  calendar:
    'M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5',
} as const;

export type IconName = keyof typeof paths;

const directed = new Set<IconName>(['back', 'boundaryBack', 'boundaryOn', 'undo', 'redo']);

export function Icon({ name }: { name: IconName }) {
  const isDots = name === 'more';
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      aria-hidden="true"
      data-mirrored={directed.has(name) || undefined}
    >
      <path d={paths[name]} strokeWidth={isDots ? 2.25 : 1.4} />
    </svg>
  );
}
