import type { HeldForm } from '#access';
import { showInstant } from '#domain/time';

/** Held forms in words: each field by its name, as it was typed. */
export function presentHeldForms(forms: readonly HeldForm[]) {
  return {
    forms: forms.map(({ id, fields, heldAt, sentAt }) => ({
      id,
      heldAt: showInstant(heldAt),
      sentAt: sentAt === null ? null : showInstant(sentAt),
      fields: fields.map(({ name, value }) => ({ name, value, label: labelOf(name) })),
    })),
  };
}

/** `returnedAt` and `returned-at` are read as "Returned at". */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/[-_.]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
