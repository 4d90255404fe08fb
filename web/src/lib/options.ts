/** A record of labels as the choices of a form. */
export const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The word for a value that the api keeps as text; what has no word is shown as it stands. */
export const wordOf = (labels: Readonly<Record<string, string>>, value: string): string => labels[value] ?? value;
