/** Where what is typed does not do: there it says why. */
export function toWrongField(form: HTMLElement): void {
  form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}
