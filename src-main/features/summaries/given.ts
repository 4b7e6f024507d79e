type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without what was left out, so that the rest can be put over what there is. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
