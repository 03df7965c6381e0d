import { symbolParts } from './format.ts'

/** A symbol of the field with its index set low. */
export function SymbolText({ text }: { readonly text: string }) {
  const { base, index } = symbolParts(text)
  return (
    <span class="symbol">
      <i>{base}</i>
      {index !== '' && <sub>{index}</sub>}
    </span>
  )
}
