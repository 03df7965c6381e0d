import type { Dataset } from 'caloritron'

/** What can be taken away of a view. */
export function TakeAway(_: { readonly view: string; readonly dataset: Dataset }) {
  return null
}
